// Passkeys on the screens of signing in. A form that needs one says which ceremony: "create", "get", or "sign-in", which
// asks the site for its challenge first. Where the browser has no passkeys the form stays hidden, or says so.

import "../mfa/js/webauthn-json.js"; // of allauth: it exports nothing and names itself in the window

const REFUSED = "Nothing was done: the browser or the device said no, or you stopped it. Try again.";
const NONE = "This browser has no passkeys. Use an app that shows codes instead.";
const KNOWN = "This device has a passkey for you already. Use it, or choose another device.";
const UNREACHED = "The site could not be reached. Check your connection and try again.";
const webauthn = window.webauthnJSON;
const isPossible = webauthn?.supported() ?? false;

function optionsOfPage() {
  return JSON.parse(document.getElementById("passkey-options").textContent);
}

const ceremonies = {
  async create() {
    const options = optionsOfPage().creation_options;
    // It signs in by itself, so the device must hold it and know its owner.
    Object.assign(options.publicKey.authenticatorSelection, {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
    return webauthn.create(options);
  },
  async get() {
    return webauthn.get(optionsOfPage().request_options);
  },
  async "sign-in"(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new TypeError("no challenge");
    return webauthn.get((await answer.json()).request_options);
  },
};

function inWords(problem) {
  if (problem.name === "InvalidStateError") return KNOWN;
  return problem instanceof TypeError ? UNREACHED : REFUSED;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const says = form.querySelector("[role=status]");
  if (isPossible) form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!isPossible) {
      says.textContent = NONE;
      return;
    }
    says.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(await ceremonies[form.dataset.passkey](form));
      form.submit();
    } catch (problem) {
      says.textContent = inWords(problem);
    }
  });
}
