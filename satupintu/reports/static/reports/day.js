// Parts that the page leaves empty at first are asked for at once; without script a link leads there.
for (const part of document.querySelectorAll("[data-fill]"))
  part.dispatchEvent(new CustomEvent("satupintu:refresh", { bubbles: true }));
