// Says which number is known to answer now. The page may have been kept for weeks, so it holds when each number answers
// and England's bank holidays; the clock is the reader's, read in London. The same rule, and why, stands in
// lscb_contacts/finding/availability.py. Nothing moves: what may be said stands in one place, and the numbers stay
// where they are. Without this a sentence stands there that needs no clock.

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

// True where one is; null, for not known, where one may be.
const either = (found) => (found.includes(true) ? true : found.includes(null) ? null : false);

// A span: first day, last day (1 is Monday), opens, closes (minutes of the day), on bank holidays yes, no, only, unknown.
function startsOn([first, last, , , onHolidays], day, bankHolidays) {
  const weekday = day.getUTCDay() || 7;
  if (weekday < first || weekday > last) return false;
  if (!bankHolidays.includes(day.toISOString().slice(0, 10))) return onHolidays !== "only";
  return onHolidays === "unknown" ? null : onHolidays !== "no";
}

export function isOpen(spans, moment, bankHolidays) {
  const part = Object.fromEntries(clock.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const today = new Date(Date.UTC(part.year, part.month - 1, part.day));
  const minute = part.hour * 60 + part.minute;
  const found = spans.flatMap((span) => {
    const [, , opens, closes] = span;
    const overnight = closes <= opens;
    const days = [];
    if (opens <= minute && (overnight || minute < closes)) days.push(today);
    if (overnight && minute < closes) days.push(new Date(today - DAY));
    return days.map((day) => startsOn(span, day, bankHolidays));
  });
  return either(found);
}

// Only a front door is ever known to be shut.
export function answers(purpose, spans, moment, bankHolidays) {
  const found = spans.length ? isOpen(spans, moment, bankHolidays) : null;
  return found === false && purpose !== "front_door" ? null : found;
}

// What is said of lines, each its purpose and whether it answers: the place of the first that does, or a word.
export function said(lines) {
  const place = lines.findIndex(([, isAnswering]) => isAnswering);
  if (place >= 0) return String(place);
  const doors = lines.filter(([purpose]) => purpose === "front_door");
  const hasNightLine = lines.some(([purpose]) => purpose === "out_of_hours");
  return hasNightLine && doors.length && doors.every(([, isAnswering]) => isAnswering === false) ? "shut" : "unknown";
}

export function enhance(root) {
  const bankHolidays = root.dataset.bankHolidays.split(" ");
  const cards = [...root.querySelectorAll("[data-place]")];
  const words = [...root.querySelectorAll("[data-say]")];
  if (!cards.length) return;
  const tell = () => {
    const now = said(
      cards.map(({ dataset }) => [
        dataset.purpose,
        answers(dataset.purpose, JSON.parse(dataset.open), Date.now(), bankHolidays),
      ]),
    );
    for (const each of words) each.hidden = each.dataset.say !== now;
    for (const card of cards) card.classList.toggle("contact-point--now", card.dataset.place === now);
  };
  tell();
  setInterval(tell, MINUTE);
}
