// The calls as text on a phone: follows the office's public state; without script there is "Perbarui".
(() => {
  const doc = document, data = doc.body.dataset, $ = (css) => doc.querySelector(css);
  const ahead = data.now * 1000 - Date.now();
  const put = (el, words) => { if (el.textContent !== words) el.textContent = words; };
  const ago = (at) => {
    const minutes = Math.max(0, Math.floor((Date.now() + ahead - Date.parse(at)) / 60000));
    if (minutes < 1) return data.wordJust;
    return minutes < 60 ? data.wordMinutes.replace("{n}", minutes) : data.wordHours.replace("{n}", Math.floor(minutes / 60));
  };
  const place = (call) => call.front ? data.wordFront : call.desk;
  const face = new Intl.DateTimeFormat("en-GB", { timeZone: data.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const time = (at) => face.format(at).replace(":", ".");
  let calls;

  const show = () => {
    if (!calls) return;
    const [first, ...others] = calls, board = $("[data-called]");
    put(board.querySelector("h1 span"), !first ? data.wordNone : first.now ? data.wordNow : data.wordLast.replace("{at}", time(Date.parse(first.at))));
    put(board.querySelector("h1 b"), first?.code || "");
    board.querySelector(".p-state").hidden = !first;
    if (first) {
      put(board.querySelector(".p-say"), place(first));
      put(board.querySelector(".p-say + p"), first.front ? data.wordHint.replace("{desk}", first.desk) : first.service);
    }
    $("[data-others]").replaceChildren(...others.map((call) => {
      const row = $("[data-row]").content.firstElementChild.cloneNode(true);
      row.children[0].textContent = call.code;
      row.children[1].textContent = `${place(call)}, ${ago(call.at)}`;
      return row;
    }));
  };
  doc.addEventListener("satupintu:version", ({ detail }) => {
    calls = detail.snapshot.calls;
    show();
    const fresh = $("[data-fresh]"), zone = fresh.textContent.split(" ")[1] || "";
    put(fresh, `${time(Date.now() + ahead)} ${zone}`);
  });
  doc.addEventListener("satupintu:stale", () => { $("[data-lost]").hidden = false; });
  doc.addEventListener("satupintu:fresh", () => { $("[data-lost]").hidden = true; });
  setInterval(show, 20000);
})();
