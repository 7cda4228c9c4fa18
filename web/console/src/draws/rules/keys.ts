/**
 * The keys and words of a rules file (docs/rules.md), in the order in which they are written. Both languages are read, in any mixture;
 * what is written follows the file.
 */
export type Section = 'file' | 'list' | 'stage' | 'seal';
export type Spelling = 'english' | 'chinese';

export interface Key {
  readonly section: Section;
  readonly english: string;
  readonly chinese: string;
  readonly others: readonly string[];
  /** What it is, as a comment beside a key that the form adds. */
  readonly zh: string;
  readonly en: string;
}

function key(section: Section, english: string, chinese: string, zh: string, en: string, ...others: string[]): Key {
  return { section, english, chinese, others, zh, en };
}

export const KEYS = {
  title: key('file', 'title', '标题', '公告与大屏幕上的标题', 'shown in the announcement and on the screen'),
  titleEn: key('file', 'title-en', '英文标题', '可不写', 'may be left out'),
  organiser: key('file', 'organiser', '主办方', '账本上登记的机构编号', "the organisation's id on the ledger", 'organizer'),
  purpose: key('file', 'purpose', '用途', 'number-draw（摇号）或 prize-draw（抽奖）', 'number-draw or prize-draw'),
  entropy: key('file', 'entropy', '随机来源', 'beacon（信标，默认）或 ceremony（现场仪式）', 'beacon (the default) or ceremony'),
  scheduled: key('file', 'scheduled', '预定时间', '不写时区即北京时间', 'UTC+8 unless a zone is written', '时间'),
  groups: key('file', 'groups', '组别', '全部组别；不写即只有一组', 'all groups; left out, there is one', '分组'),
  list: key('file', 'list', '名单', '名单各列的用法', "what the list's columns mean"),
  stages: key('file', 'stages', '轮次', '按先后排列，编号 1、2、3……', 'in order, numbered 1, 2, 3, ...'),
  seal: key('file', 'seal', '封存', '封存时确定的事项', 'what the seal fixes'),
  relays: key('file', 'relays', '信标中继', '获取信标的网址，可不写', 'where to get the beacon; may be left out'),
  columns: key('list', 'columns', '列', '名单的各列，记入每人的承诺，不公布', 'columns of the private record, committed to, not published'),
  identity: key('list', 'identity', '证件', '按哪一列查重', 'what tells entries apart'),
  masking: key('list', 'masking', '公布', '公布哪一部分；未列出的不公布', 'what is published; nothing of other columns'),
  groupColumn: key('list', 'group-column', '组别列', '写明组别的列', 'the column of the group'),
  weightColumn: key('list', 'weight-column', '权重列', '写明权重的列；不写即每人 1', 'the column of the weight; else 1 each'),
  seatsColumn: key('list', 'seats-column', '名额列', '写明占用名额的列；不写即每人 1', 'the column of the seats; else 1 each'),
  stageTitle: key('stage', 'title', '标题', '本轮标题', "the stage's title", '名称'),
  stageTitleEn: key('stage', 'title-en', '英文标题', '可不写', 'may be left out', '英文名称'),
  stageGroups: key('stage', 'groups', '组别', '从哪些组抽取；不写即全部', 'drawn from these groups; else from all', '分组'),
  from: key('stage', 'from-winners-of', '从中签者', '只从这些轮次的中签者中抽取', 'only among winners of these stages'),
  except: key('stage', 'except-winners-of', '排除中签者', '排除这些轮次的中签者', 'leaves out winners of these stages'),
  places: key(
    'stage',
    'places',
    '名额数',
    '整数；all 全部排序；open 封存前确定',
    'a number; all: an order number each; open: set before the seal',
    '名额',
  ),
  alternates: key('stage', 'alternates', '候补', '候补人数，默认 0', 'ranks behind the winners, default 0'),
  overflow: key(
    'stage',
    'overflow',
    '超额',
    '剩余名额放不下一户时：overfill 仍录取并结束；stop 到此为止',
    'the entry that does not fit: overfill or stop',
  ),
  unfilled: key('stage', 'unfilled', '剩余名额', 'lapse 作废（默认）；join 2 并入第 2 轮', 'lapse (the default), or join 2: to stage 2'),
  chain: key(
    'seal',
    'chain',
    '信标',
    'quicknet（默认）；local 本地测试信标，仅限演练',
    'quicknet (the default); local: a test beacon, rehearsals only',
  ),
  delta: key('seal', 'delta', '等待时间', '启动到信标轮的等待，默认 2m', "from the press to the beacon's round, default 2m"),
  margin: key(
    'seal',
    'margin',
    '余量',
    '见证须早于信标轮多久，默认 30s',
    'how long before the round witnesses must have seen the press, default 30s',
  ),
  pressBy: key('seal', 'press-by', '最迟启动', '届时未启动即自动启动；时间，或封存后的时长', 'unpressed by then, the draw runs by itself'),
  skipNotice: key(
    'seal',
    'skip-notice',
    '跳过公示期',
    '跳过须在启动前公示多久，默认 1d',
    'how long a skip is public before the press, default 1d',
  ),
  skipsMax: key('seal', 'skips-max', '跳过上限', '封存后最多跳过几人，默认 0', 'entries that may be skipped after the seal, default 0'),
  contributors: key(
    'seal',
    'contributors',
    '随机数提供人',
    '除信标外还有谁的秘密进入种子',
    'whose secrets enter the seed besides the beacon',
  ),
} as const satisfies Record<string, Key>;

export type KeyName = keyof typeof KEYS;

/** Spelt as the file spells it; case, underlines and spaces make no difference. */
export function isSpelling(key: Key, text: string): boolean {
  const spelling = normal(text);
  return key.english === spelling || key.chinese === spelling || key.others.includes(spelling);
}

function normal(text: string): string {
  return text.toLowerCase().replace(/[_ ]/g, '-');
}

/** A value that is one of a few words: the English, the Chinese, and others that are read too. */
export type Choice<T extends string> = readonly (readonly [T, string, ...string[]])[];

export const PURPOSES = [
  ['number-draw', '摇号'],
  ['prize-draw', '抽奖'],
] as const satisfies Choice<string>;
export const ENTROPIES = [
  ['beacon', '信标', '随机信标'],
  ['ceremony', '现场仪式', '仪式'],
] as const satisfies Choice<string>;
export const OVERFLOWS = [
  ['overfill', '录取'],
  ['stop', '停止', '到此为止'],
] as const satisfies Choice<string>;
export const CHAINS = [
  ['quicknet', '公共信标'],
  ['local', '本地', '本地测试信标'],
] as const satisfies Choice<string>;
export const MASKS = [
  ['surname', '姓', '首字'],
  ['last4', '后四位', '末四位'],
  ['full', '全部', '全文'],
] as const satisfies Choice<string>;
export const IDENTITIES = [
  ['id-card', '身份证'],
  ['credit-code', '统一社会信用代码', '信用代码'],
  ['phone', '手机', '电话', '手机号'],
  ['document', '任意证件', '证件'],
  ['plain', '任意内容'],
] as const satisfies Choice<string>;
export const PLACES = [
  ['all', '全部'],
  ['open', '待定'],
] as const satisfies Choice<string>;
export const STAGES = [
  ['earlier', '此前各轮', '之前各轮', '以前各轮'],
  ['none', '无'],
  ['all', '全部'],
] as const satisfies Choice<string>;
export const LAPSES = [['lapse', '作废']] as const satisfies Choice<string>;
export const FORMS = [
  ['committed', '承诺'],
  ['live', '现场'],
] as const satisfies Choice<string>;

export type Word<C extends Choice<string>> = C[number][0];

/** The word's English form, or nothing where it is none of them. */
export function findWord<C extends Choice<string>>(choice: C, text: string): Word<C> | undefined {
  const spelling = normal(text.normalize('NFKC').trim());
  return choice.find((word) => (word as readonly string[]).includes(spelling))?.[0] as Word<C> | undefined;
}

export function spellWord<C extends Choice<string>>(choice: C, word: Word<C>, spelling: Spelling): string {
  const found = choice.find((each) => each[0] === word);
  return found === undefined || spelling === 'english' ? word : found[1];
}
