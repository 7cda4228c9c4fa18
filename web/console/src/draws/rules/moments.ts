/** Times and durations as people write them in a rules file; a time without a zone is UTC+8. */

const TIME = /^(\d{4})-(\d\d?)-(\d\d?)(?:T| +)(\d\d?):(\d\d)(?::(\d\d))? ?(Z|[+-]\d\d:\d\d)?$/;
const DURATION = /^(?:(\d{1,9})(?:d|天))? ?(?:(\d{1,9})(?:h|小时))? ?(?:(\d{1,9})(?:m|min|分钟|分))? ?(?:(\d{1,9})(?:s|秒))?$/;
const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;
const BEIJING_MS = 8 * HOUR_S * 1_000;

/** Milliseconds since 1970, or nothing where it is no time. */
export function parseTime(text: string): number | undefined {
  const parts = TIME.exec(text.normalize('NFKC').trim());
  if (parts === null) {
    return undefined;
  }
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal = utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return isReal ? utc.getTime() - zoneMs(parts[7]) : undefined;
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined) {
    return BEIJING_MS;
  }
  if (zone === 'Z') {
    return 0;
  }
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** As a rules file writes it: `2027-01-09 19:30`, seconds only where there are some. */
export function timeText(ms: number): string {
  const text = new Date(ms + BEIJING_MS).toISOString();
  return text.slice(0, 10) + ' ' + (text.slice(17, 19) === '00' ? text.slice(11, 16) : text.slice(11, 19));
}

export function looksLikeTime(text: string): boolean {
  return /^[0-9０-９]{4}[-－]/.test(text.trim());
}

/** Seconds, or nothing where it is no duration. */
export function parseDuration(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const parts = DURATION.exec(plain);
  if (plain === '' || parts === null) {
    return undefined;
  }
  const [days, hours, minutes, seconds] = parts.slice(1, 5).map((part) => Number(part ?? 0)) as [number, number, number, number];
  return days * DAY_S + hours * HOUR_S + minutes * MINUTE_S + seconds;
}

/** The one form in which we write a duration: `1d2h`, `90s` as `1m30s`, `0s`. */
export function durationText(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / DAY_S), 'd'],
    [Math.floor((seconds % DAY_S) / HOUR_S), 'h'],
    [Math.floor((seconds % HOUR_S) / MINUTE_S), 'm'],
    [seconds % MINUTE_S, 's'],
  ];
  const text = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => count + unit)
    .join('');
  return text === '' ? '0s' : text;
}

/** The same in words of the page. */
export function durationWords(seconds: number, isChinese: boolean): string {
  const units: [number, string, string][] = [
    [Math.floor(seconds / DAY_S), '天', 'day'],
    [Math.floor((seconds % DAY_S) / HOUR_S), '小时', 'hour'],
    [Math.floor((seconds % HOUR_S) / MINUTE_S), '分钟', 'minute'],
    [Math.floor(seconds % MINUTE_S), '秒', 'second'],
  ];
  const shown = units.filter(([count]) => count > 0);
  if (shown.length === 0) {
    return isChinese ? '0 秒' : '0 seconds';
  }
  return shown
    .map(([count, zh, en]) => (isChinese ? count + ' ' + zh : count + ' ' + en + (count === 1 ? '' : 's')))
    .join(isChinese ? ' ' : ' ');
}
