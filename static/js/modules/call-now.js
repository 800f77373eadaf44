// Says which number answers now and puts it first. The page may have been kept for weeks, so it holds when each number
// answers and England's bank holidays; the clock is the reader's, read in London. The same rule, and why, stands in
// lscb_contacts/finding/availability.py. Without this every number stands with its hours.

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
});

// A span: first day, last day (1 is Monday), opens, closes (minutes of the day), on bank holidays yes, no or only.
function startsOn([first, last, , , onHolidays], day, bankHolidays) {
  const weekday = day.getUTCDay() || 7;
  if (weekday < first || weekday > last) return false;
  return onHolidays === "yes" || (onHolidays === "only") === bankHolidays.includes(day.toISOString().slice(0, 10));
}

export function isOpen(spans, moment, bankHolidays) {
  const part = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const today = new Date(Date.UTC(part.year, part.month - 1, part.day));
  const minute = part.hour * 60 + part.minute;
  return spans.some((span) => {
    const [, , opens, closes] = span;
    const overnight = closes <= opens;
    if (startsOn(span, today, bankHolidays) && opens <= minute && (overnight || minute < closes)) return true;
    return overnight && minute < closes && startsOn(span, new Date(today - DAY), bankHolidays);
  });
}

export function enhance(root) {
  const bankHolidays = root.dataset.bankHolidays.split(" ");
  const lines = [...root.querySelectorAll("[data-open]")];
  const tell = () => {
    const open = lines.filter((line) => isOpen(JSON.parse(line.dataset.open), Date.now(), bankHolidays));
    for (const line of lines) {
      const when = line.querySelector("[data-when]");
      when.hidden = false;
      when.textContent = line === open[0] ? "Call this number now" : open.includes(line) ? "Also answers now" : "At other times";
      line.classList.toggle("contact-point--now", line === open[0]);
    }
    root.querySelector("[data-none]").hidden = open.length > 0;
    if (open.length && root.firstElementChild !== open[0]) root.prepend(open[0]);
  };
  tell();
  setInterval(tell, MINUTE);
}
