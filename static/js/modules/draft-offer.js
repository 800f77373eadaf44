// Offers a draft above its form: to put it back, which asks the server for the form with the draft in it and saves
// nothing, or to throw it away.

export function offer(draft, form, forget) {
  const section = document.createElement("section");
  const sentence = document.createElement("h2");
  sentence.id = `draft-${draft.key}`;
  sentence.textContent = `What you typed here ${when(draft.at)} was not saved.`;
  section.className = "meanwhile";
  section.setAttribute("aria-labelledby", sentence.id);
  const buttons = document.createElement("p");
  buttons.className = "meanwhile__buttons";
  buttons.append(
    button("Put it back", () => putBack(draft, form)),
    button("Throw it away", () => {
      forget();
      section.remove();
      form.focus();
    }),
  );
  section.append(sentence, buttons);
  form.element.before(section);
}

function button(words, press) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = words;
  element.addEventListener("click", press);
  return element;
}

function putBack({ fields, files, at }, form) {
  const sending = document.createElement("form");
  sending.method = "post";
  sending.enctype = "multipart/form-data";
  sending.action = location.pathname + location.search;
  sending.hidden = true;
  const values = { csrfmiddlewaretoken: form.token, _written: JSON.stringify({ fields, files, at }) };
  for (const [name, value] of Object.entries(values)) {
    const field = document.createElement("textarea"); // an input would drop line ends
    field.name = name;
    field.value = value;
    sending.append(field);
  }
  document.body.append(sending);
  form.isSent = true;
  sending.submit();
}

function when(at) {
  const moment = new Date(at);
  const time = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (moment.toDateString() === new Date().toDateString()) return `at ${time}`;
  return `on ${moment.toLocaleDateString("en-GB", { day: "numeric", month: "long" })} at ${time}`;
}
