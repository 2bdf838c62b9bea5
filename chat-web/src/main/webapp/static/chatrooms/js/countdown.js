/* Counts down to when something may be tried again. Without script, the page says how long it was when it was made. */
for (const element of document.querySelectorAll(".countdown")) {
  const until = Date.now() + Number(element.dataset.seconds) * 1000;
  const seconds = element.querySelector("b");
  const timer = setInterval(() => {
    const left = Math.ceil((until - Date.now()) / 1000);
    if (left > 0) {
      seconds.textContent = left;
    } else {
      clearInterval(timer);
      element.setAttribute("role", "status");
      element.textContent = element.dataset.over;
    }
  }, 1000);
}
