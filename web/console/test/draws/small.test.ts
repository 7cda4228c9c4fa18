import { describe, expect, it } from 'vitest';
import type { ListUpload, Rules } from '@twoseal/shared';
import { fiveLines, fiveLinesOf } from '../../src/draws/five';
import { NUMBER_DIGITS, readNumber } from '../../src/draws/number';
import { adapted, EXAMPLES } from '../../src/draws/rules/examples';
import { durationText, durationWords, looksLikeTime, parseDuration, parseTime, timeText } from '../../src/draws/rules/moments';
import { readRules } from '../../src/draws/rules/read';
import { readingOf, secondsLeft } from '../../src/draws/upload';
import { drawAt } from './fixtures';

describe('times', () => {
  it.each([
    ['2027-01-09 19:30', '2027-01-09T11:30:00Z'],
    ['2027-1-9 9:30', '2027-01-09T01:30:00Z'],
    ['2027-01-09T11:30:00Z', '2027-01-09T11:30:00Z'],
    ['2027-01-09 19:30:05 +09:30', '2027-01-09T10:00:05Z'],
    ['２０２７-01-09 19:30', '2027-01-09T11:30:00Z'],
  ])('%s is %s', (text, utc) => {
    expect(parseTime(text)).toBe(Date.parse(utc));
  });

  it.each(['', '2027-02-30 10:00', '2027-01-09', '2027-01-09 25:00', '19:30', '2h'])('%s is none', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  it('are written without a zone, with seconds only where there are some', () => {
    expect(timeText(Date.parse('2027-01-09T11:30:00Z'))).toBe('2027-01-09 19:30');
    expect(timeText(Date.parse('2027-01-09T11:30:05Z'))).toBe('2027-01-09 19:30:05');
    expect(looksLikeTime('2027-01-09 19:30') && !looksLikeTime('2h')).toBe(true);
  });

  it.each([
    ['90s', 90],
    ['2m', 120],
    ['1h30m', 5_400],
    ['3d', 259_200],
    ['2小时', 7_200],
    ['３天', 259_200],
    ['1d 2h 3m 4s', 93_784],
    ['0s', 0],
  ])('%s lasts %i seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
    expect(parseDuration(durationText(seconds))).toBe(seconds);
  });

  it.each(['', '2', 'h', '-1h', '2027-01-09 19:30'])('%s lasts no time', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('are said in both languages', () => {
    expect(durationWords(5_401, true)).toBe('1 小时 30 分钟 1 秒');
    expect(durationWords(5_401, false)).toBe('1 hour 30 minutes 1 second');
  });
});

describe('what the service does with a list that it has', () => {
  const upload = (fileName: string, read: number, lines: number): ListUpload => ({
    id: 'one',
    fileName,
    bytes: 1_000,
    state: 'reading',
    begunBy: 'xinglan/organiser',
    begunMs: 0,
    read,
    lines,
  });

  it.each([
    ['waits', undefined, 'list.csv', 0, 0],
    ['reads', 0.25, 'list.csv', 250, 10],
    ['concludes', undefined, 'list.csv', 1_000, 40],
    ['waits', undefined, 'List.XLSX', 0, 0],
    ['reads', undefined, 'List.XLSX', 5_000, 40],
  ] as const)('%s, at %s: %s, %i bytes, %i lines', (does, part, fileName, read, lines) => {
    expect(readingOf(upload(fileName, read, lines))).toEqual({ does, part });
  });
});

describe('a number that is typed or scanned', () => {
  const whole = '0123456789abcdef'.repeat(6);

  it('is whole with 96 digits, however they are grouped', () => {
    expect(whole).toHaveLength(NUMBER_DIGITS);
    expect(readNumber(whole.toUpperCase().replace(/(.{4})/g, '$1 '))).toEqual({ kind: 'whole', signature: whole });
    expect(readNumber('twoseal:' + whole + '?round=1')).toEqual({ kind: 'whole', signature: whole });
  });

  it('says what is missing, too much or no digit', () => {
    expect(readNumber(whole.slice(1))).toEqual({ kind: 'short', missing: 1 });
    expect(readNumber(whole + '00')).toMatchObject({ kind: 'whole' });
    expect(readNumber((whole + '00').replace(/(.{8})/g, '$1 '))).toEqual({ kind: 'long', extra: 2 });
    expect(readNumber('01 23 4o')).toEqual({ kind: 'stray', at: 8, character: 'o' });
  });
});

describe('what is left of an upload', () => {
  it('follows from the pace so far', () => {
    expect(secondsLeft(25, 100, 1_000)).toBe(3);
    expect(secondsLeft(0, 100, 1_000)).toBeUndefined();
    expect(secondsLeft(1, 100, 100)).toBeUndefined();
  });
});

describe('examples to start from', () => {
  it.each(EXAMPLES.map((each) => [each.id, each.text] as const))('%s gets its own organiser and time', (_, text) => {
    const read = readRules(adapted(text, 'mine', '2030-05-06 07:08'));
    expect(read.ok && [read.form.organiser, read.form.scheduled]).toEqual(['mine', '2030-05-06 07:08']);
  });
});

describe('the five lines', () => {
  const rules: Rules = {
    title: '答谢抽奖',
    organiser: 'xinglan',
    organiserName: '星澜汽车',
    purpose: 'prize-draw',
    entropy: 'beacon',
    scheduledMs: Date.parse('2027-01-09T11:30:00Z'),
    columns: ['姓名'],
    masking: '姓名：首字与星号 (first character)',
    groups: ['全体'],
    stages: [
      { id: 1, title: '一等奖', groups: [], from: [], except: [], places: '1', alternates: 3, overflow: 'overfill', unfilled: 'join 2' },
      {
        id: 2,
        title: '二等奖',
        titleEn: 'Second',
        groups: [],
        from: [],
        except: [1],
        places: 'open',
        alternates: 0,
        overflow: 'overfill',
        unfilled: 'lapse',
      },
    ],
    seal: { deltaS: 120, marginS: 30, pressByS: 7_200, contributors: [{ person: 'a/b', form: 'committed' }] },
  };

  it('are five, in both languages', () => {
    const lines = fiveLines(rules);
    expect(lines).toHaveLength(5);
    expect(lines.map((line) => line.zh)).toEqual([
      '星澜汽车抽奖：答谢抽奖，预定北京时间 2027-01-09 19:30。',
      '全部参加者同属一组。公布：姓名：首字与星号 (first character)。',
      '共 2 轮：一等奖，1 名，候补 3 名，余下名额并入“二等奖”；二等奖，名额封存前确定，此前已中签的不再参加。',
      '主办方与公证员共同封存、共同启动；随机数是启动 2 分钟后才产生的公共信标，另有 1 方事先承诺的秘密。',
      '封存后 2 小时仍无人启动即自动启动，结果有约束力；任何人都可用证明包复算。',
    ]);
    expect(lines[2]?.en).toBe(
      '2 stages: 一等奖, 1 place, 3 alternates, places left go to Second; Second, places set before the seal, without earlier winners.',
    );
  });

  it('say what becomes of an entry that does not fit', () => {
    const [first, ...others] = rules.stages;
    const lines = fiveLines({ ...rules, stages: [{ ...first!, overflow: 'stop' }, ...others] });
    expect(lines[2]?.zh).toContain('余下名额并入“二等奖”，名额放不下的一户不中签；');
    expect(lines[2]?.en).toContain('an entry that needs more places than are left does not win; Second');
    const everybody = fiveLines({ ...rules, stages: [{ ...first!, places: 'all', overflow: 'stop' }, ...others] });
    expect(everybody[2]?.zh).not.toContain('放不下');
  });

  it('say who knows the numbers of a test beacon, proposed or sealed', () => {
    const proposed = fiveLines({ ...rules, seal: { ...rules.seal, chain: 'local' } });
    expect(proposed[3]?.zh).toBe('主办方与公证员共同封存、共同启动；随机数是启动 2 分钟后测试信标的数，其持有人事先知道，仅限演练，另有 1 方事先承诺的秘密。');
    const draw = drawAt('sealed');
    const sealed = fiveLinesOf({ ...draw, rules: { ...rules, seal: undefined }, sealed: { ...draw.sealed!, chain: 'test 83cf 1 1', deltaS: 3 }, contributors: [] });
    expect(sealed[3]?.en).toBe("Organiser and notary seal and press together; chance is a test beacon's number of 3 seconds after the press, which its holder knows beforehand: for rehearsals only.");
    expect(sealed[4]?.zh).toContain('北京时间');
  });

  it('say what a ceremony is', () => {
    const lines = fiveLines({ ...rules, entropy: 'ceremony' });
    expect(lines[3]?.en).toContain('committed beforehand and opened in public');
  });
});
