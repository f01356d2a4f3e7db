// The visitor's screen follows what the console on the same machine has saved.
(() => {
  "use strict";
  if (!self.BroadcastChannel) return;
  new BroadcastChannel("satupintu.desk").onmessage = async () => {
    const answer = await fetch(location.href).catch(() => 0);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").innerHTML = fresh.querySelector("main").innerHTML;
  };
})();
