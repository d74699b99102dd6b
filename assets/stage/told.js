// What is told to the page comes back in its next data, perhaps after something newer was told.
// Only what is neither the last thing seen nor on its way back is news: the back button, a link.

export class Told {
  constructor(report) {
    this.report = report;
    this.sent = [];
    this.seen = undefined;
  }

  // Tells a value once.
  tell(value) {
    const spelled = JSON.stringify(value);
    const last = this.sent.length ? this.sent.at(-1) : this.seen;
    if (spelled === last) return;
    this.sent.push(spelled);
    this.report(value);
  }

  // Whether what the page asks for is news.
  news(value) {
    const spelled = JSON.stringify(value);
    const echo = this.sent.indexOf(spelled);
    if (echo >= 0) this.sent.splice(0, echo + 1);
    const news = echo < 0 && spelled !== this.seen;
    this.seen = spelled;
    return news;
  }
}
