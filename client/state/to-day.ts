/** A moment as a day of the calendar that hangs beside the person: "2027-05-31", in the time zone of the device. */
export function toDay(ms: number): string {
  const date = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
