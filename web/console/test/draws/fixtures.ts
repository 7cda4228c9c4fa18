/** Draws as the service shows them, at each point of the ritual. All people and numbers are invented. */
import type { Act, Contributor, Draw, Place, Role, Rules, Signer } from '@twoseal/shared';
import type { Around, Viewer } from '../../src/draws/standing';

export const START_MS = Date.parse('2027-01-09T09:00:00Z');
const MINUTE_MS = 60_000;

export const ORGANISER: Viewer = { person: 'xinglan/organiser', role: 'organiser', organisation: 'xinglan' };
export const NOTARY: Viewer = { person: 'office/notary', role: 'notary', organisation: 'office' };
export const OBSERVER: Viewer = { person: 'customers/observer', role: 'contributor', organisation: 'customers' };
export const OPERATOR: Viewer = { person: 'office/service', role: 'operator', organisation: 'office' };
export const STRANGER: Viewer = { person: 'other/organiser', role: 'organiser', organisation: 'other' };

export const NAMES: Readonly<Record<string, Pick<Signer, 'name' | 'role' | 'organisationName'>>> = {
  'xinglan/organiser': { name: '活动负责人', role: 'organiser', organisationName: '星澜汽车' },
  'office/notary': { name: '公证员甲', role: 'notary', organisationName: '城东公证处' },
  'office/service': { name: '系统', role: 'operator', organisationName: '城东公证处' },
  'customers/observer': { name: '观察员', role: 'contributor', organisationName: '会员代表' },
  'xinglan/engineer': { name: '工程师', role: 'contributor', organisationName: '星澜汽车' },
  'court/witness': { name: '见证方', role: 'witness', organisationName: '东区法院' },
};

export function place(index: number, ...people: string[]): Place {
  const signers = people.map((person): Signer => ({ person, role: 'observer', ...NAMES[person] }));
  return { index, timeMs: START_MS + index * MINUTE_MS, signers };
}

export function digest(seed: number): string {
  return Array.from({ length: 64 }, (_, at) => ((seed * 31 + at * 7 + ((seed + at) % 5)) % 16).toString(16)).join('');
}

export const RULES: Rules = {
  title: '星澜汽车会员答谢抽奖',
  titleEn: "Xinglan Motors members' prize draw",
  organiser: 'xinglan',
  organiserName: '星澜汽车',
  purpose: 'prize-draw',
  entropy: 'beacon',
  scheduledMs: Date.parse('2027-01-09T11:30:00Z'),
  columns: ['姓名', '证件号码', '手机号'],
  masking: '姓名：首字与星号 (first character)；手机号：星号与后四位 (last four)',
  groups: ['全体'],
  stages: [
    stage(1, '一等奖：两年用车权', 'First prize: a car for two years', '1', 3),
    stage(2, '二等奖：充电卡', 'Second prize: a charging card', '3', 3),
    stage(3, '三等奖：车载礼盒', 'Third prize: a gift box', 'open', 5),
  ],
  seal: {
    deltaS: 120,
    marginS: 30,
    pressByS: 7_200,
    skipNoticeS: 86_400,
    skipsMax: 2,
    contributors: [promised('xinglan/engineer'), promised('customers/observer')],
  },
};

function stage(id: number, title: string, titleEn: string, places: string, alternates: number): Rules['stages'][number] {
  return {
    id,
    title,
    titleEn,
    groups: [],
    from: [],
    except: Array.from({ length: id - 1 }, (_, at) => at + 1),
    places,
    alternates,
    overflow: 'overfill',
    unfilled: 'lapse',
  };
}

function promised(person: string): Contributor {
  return { person, form: 'committed', name: NAMES[person]?.name ?? person, organisationName: NAMES[person]?.organisationName ?? '' };
}

const BLOCK = {
  root: digest(3),
  entries: 2_800,
  tickets: '2800',
  fileHash: digest(4),
  weights: 'uniform',
  groups: [{ label: '全体', entries: 2_800, tickets: '2800', root: digest(5) }],
};

export type Point =
  | 'announced'
  | 'draft'
  | 'final'
  | 'committed'
  | 'sealed'
  | 'revealed'
  | 'pressed'
  | 'drawing'
  | 'complete'
  | 'by-default';

const ORDER: readonly Point[] = ['announced', 'draft', 'final', 'committed', 'sealed', 'revealed', 'pressed', 'drawing', 'complete'];

/** The draw at that point. */
export function drawAt(point: Point, change: Partial<Draw> = {}): Draw {
  const reached = point === 'by-default' ? ORDER.indexOf('revealed') : ORDER.indexOf(point);
  const at = (other: Point): boolean => reached >= ORDER.indexOf(other);
  const contributors = (RULES.seal?.contributors ?? []).map((each, index) => ({ ...each, commitment: digest(20 + index) }));
  const both = ['xinglan/organiser', 'office/notary'] as const;
  const draw: Draw = {
    draw: 'D-7',
    kind: 'draw',
    attempt: 1,
    attempts: 1,
    state: 'announced',
    rules: RULES,
    announced: place(3, 'xinglan/organiser'),
    contributors: [],
    reveals: [],
    results: [],
    afterwards: [],
    timeline: [],
    ...(at('draft') ? { draft: { ...BLOCK, root: digest(2), entries: 2_803, at: place(5, 'xinglan/organiser') } } : {}),
    ...(at('final')
      ? { state: 'listed' as const, list: { ...BLOCK, at: place(8, 'xinglan/organiser'), added: 1, removed: 4, changed: 2 } }
      : {}),
    ...(at('final') && !at('sealed') ? { commitments: at('committed') ? contributors : contributors.slice(0, 1) } : {}),
    ...(at('sealed') ? sealed(contributors, both) : {}),
    ...(at('revealed')
      ? { reveals: contributors.map((each, index) => ({ ...each, value: '00'.repeat(32), revealedIndex: 12 + index })) }
      : {}),
    ...(at('pressed')
      ? {
          state: 'waiting' as const,
          pressed: place(15, ...both),
          fixed: { byDefault: false, round: 123_456, dueMs: START_MS + 17 * MINUTE_MS },
        }
      : {}),
    ...(at('drawing')
      ? { state: 'drawing' as const, seed: digest(30), signature: 'ab'.repeat(48), results: results(at('complete') ? 3 : 1) }
      : {}),
    ...(at('complete') ? { state: 'complete' as const, completed: place(19, 'office/service') } : {}),
    ...(point === 'by-default'
      ? { state: 'by-default' as const, fixed: { byDefault: true, round: 200_000, dueMs: START_MS + 200 * MINUTE_MS } }
      : {}),
    ...change,
  };
  return { ...draw, timeline: timeline(draw) };
}

function sealed(contributors: Contributor[], both: readonly string[]): Partial<Draw> {
  const c = digest(10);
  return {
    state: 'sealed',
    contributors,
    checked: [place(9, 'court/witness')],
    rules: { ...RULES, stages: RULES.stages.map((each) => (each.places === 'open' ? { ...each, places: '20' } : each)) },
    shakes: { batches: 2, shakes: 413, closed: false },
    sealed: {
      at: place(10, ...both),
      c,
      fingerprint: (c.slice(0, 32).match(/.{4}/g) ?? []).join(' '),
      pressByMs: START_MS + 130 * MINUTE_MS,
      deltaS: 120,
      marginS: 30,
      skipNoticeS: 86_400,
      skipsMax: 2,
      chain: 'quicknet',
      periodS: 3,
      checkedBy: 'court/witness',
    },
  };
}

function results(stages: number): Draw['results'] {
  const winners = [1, 3, 20];
  const alternates = [3, 3, 5];
  return winners.slice(0, stages).map((count, index) => ({
    stage: index + 1,
    at: place(16 + index, 'office/service'),
    rolled: count + (alternates[index] ?? 0),
    winners: count,
    alternates: alternates[index] ?? 0,
    skipped: 0,
    seats: count,
    unfilled: 0,
    outcomes: digest(40 + index),
  }));
}

function timeline(draw: Draw): NonNullable<Draw['timeline']> {
  const found: [string, Place | undefined][] = [
    ['draw.announce', draw.announced],
    ['draw.list', draw.draft?.at],
    ['draw.list', draw.list?.at],
    ['draw.seal', draw.sealed?.at],
    ...draw.reveals.map((each, index): [string, Place] => ['draw.reveal', place(12 + index, each.person)]),
    ['draw.press', draw.pressed],
    ...draw.results.map((each): [string, Place] => ['draw.result', each.at]),
    ['draw.complete', draw.completed],
  ];
  return found.flatMap(([kind, at]) => (at === undefined ? [] : [{ kind, attempt: draw.attempt, ...at }]));
}

/** An act on its way. */
export function actOf(
  kind: string,
  signers: readonly (readonly [Role, signed: boolean])[],
  mine: Act['mySignature'] = 'none',
  text = '',
): Act {
  const name: Readonly<Record<string, string>> = { organiser: 'xinglan/organiser', notary: 'office/notary' };
  return {
    id: '0123456789abcdef0123456789abcdef',
    kind,
    draw: 'D-7',
    attempt: 1,
    text:
      text === ''
        ? 'twoseal/' + kind + '/1\nid: 0123456789abcdef0123456789abcdef\nledger: office.example/ledger\ndraw: D-7\nattempt: 1\n'
        : text,
    digest: digest(50),
    summary: [{ zh: '封存 D-7 的规则与名单。', en: 'Seals the rules and list of D-7.' }],
    signers: signers.map(([role, signed]) => ({
      role,
      ...(signed ? { person: name[role] ?? 'x/y', name: NAMES[name[role] ?? '']?.name ?? '', signedMs: START_MS } : {}),
      ...(role === 'organiser' ? { organisation: 'xinglan' } : {}),
    })),
    mySignature: mine,
    state: 'open',
    begunBy: 'xinglan/organiser',
    begunMs: START_MS,
  };
}

export const QUIET: Around = { acts: [], uploads: [], objections: [], nowMs: START_MS };
