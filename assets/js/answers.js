// Answers that are no fragment must not land inside the page: a sign-in page after the session has ended (the page is
// loaded anew, which leads there and back), a missing page, or a failure of the server (said in a message).
import { words } from "./words.js";
import { toast } from "./toasts.js";

export function startAnswers() {
  document.addEventListener("htmx:before:response", (event) => {
    const answer = event.detail.ctx.response.raw;
    if (answer.redirected && document.body.dataset.signIn === new URL(answer.url).pathname) {
      event.preventDefault();
      location.reload();
    }
  });
  document.addEventListener("htmx:response:error", (event) => {
    const { status } = event.detail.ctx.response;
    if (status >= 500) toast(words("failed"), "error");
    else if (status === 404) toast(words("missing"), "error");
  });
}
