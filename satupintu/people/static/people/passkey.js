// Passkeys: shown only where the browser can make or read one; without script a code by e-mail does.
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !window.isSecureContext) return;
  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const asked = (options) => {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const list of [options.excludeCredentials, options.allowCredentials])
      for (const key of list || []) key.id = bytes(key.id);
    return options;
  };
  const told = (key) => {
    const said = key.response, response = { clientDataJSON: text(said.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"])
      if (said[name]) response[name] = text(said[name]);
    return JSON.stringify({
      id: key.id, rawId: text(key.rawId), type: key.type, response,
      authenticatorAttachment: key.authenticatorAttachment, clientExtensionResults: {},
    });
  };
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.answer.value) return; // the answer is there: let it go to the server
      event.preventDefault();
      event.stopImmediatePropagation();
      const status = form.querySelector("[data-said]");
      status.textContent = "";
      try {
        const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
        const answer = await fetch(form.dataset.options, { method: "POST", body });
        if (!answer.ok) throw new Error(String(answer.status));
        const publicKey = asked(await answer.json());
        const key = await navigator.credentials[form.dataset.passkey]({ publicKey });
        form.elements.answer.value = told(key);
        form.requestSubmit();
      } catch {
        status.textContent = form.dataset.refused;
      }
    }, true);
  }
})();
