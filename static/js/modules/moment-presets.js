// The moments that are wanted most, beside each day and time of “When it is live”: a press writes the words into both
// fields, and the server reads them as it reads what is typed.

const PRESETS = [
  ["Tomorrow 09:00", "tomorrow", "09:00"],
  ["In a week, 09:00", "in a week", "09:00"],
  ["In four weeks, 09:00", "in four weeks", "09:00"],
];

export function addPresets(root) {
  for (const name of ["publish_from", "publish_until"]) {
    const fields = [0, 1].map((part) => root.querySelector(`input[name="${name}_${part}"]`));
    if (fields.includes(null)) continue;
    const presets = document.createElement("p");
    presets.className = "moment-presets";
    presets.append(...PRESETS.map(([words, ...written]) => preset(words, fields, written)), preset("Clear", fields, ["", ""]));
    fields[0].closest(".datetime").append(presets);
  }
}

function preset(words, fields, written) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.addEventListener("click", () => {
    fields.forEach((field, part) => {
      field.value = written[part];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    fields[0].focus();
  });
  return button;
}
