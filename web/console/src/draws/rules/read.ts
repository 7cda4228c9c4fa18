/** Reads a rules file into the form. What the form does not know stays in the text alone, and is left there by {@link writeRules}. */
import { isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import {
  CHAINS,
  ENTROPIES,
  FORMS,
  IDENTITIES,
  isSpelling,
  type Key,
  KEYS,
  LAPSES,
  MASKS,
  OVERFLOWS,
  PLACES,
  PURPOSES,
  STAGES,
  findWord,
} from './keys';
import {
  type ContributorForm,
  type IdentityKind,
  type ListForm,
  type Mask,
  NOBODY,
  type RulesForm,
  type SealForm,
  type StageForm,
  type StageRefs,
} from './form';

export interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type ReadRules =
  | { readonly ok: true; readonly form: RulesForm }
  | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };

const JOIN = /^(?:join |并入)\s*(.+)$/;

/** Every scalar stays the text that it is: `007` and `no` become nothing else. */
export function parseRules(text: string): Document.Parsed {
  return parseDocument(text, { schema: 'failsafe', keepSourceTokens: true, prettyErrors: true, uniqueKeys: true });
}

export function readRules(text: string): ReadRules {
  const document = parseRules(text);
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      line: error.linePos?.[0].line ?? 1,
      column: error.linePos?.[0].col ?? 1,
      message: (error.message.split('\n')[0] ?? '').replace(/ at line .*$/, ''),
    }));
    return { ok: false, problems };
  }
  const root = document.contents;
  if (!isMap(root)) {
    return { ok: false, problems: [{ line: 1, column: 1, message: 'not a list of keys and values' }] };
  }
  return { ok: true, form: form(root as YAMLMap) };
}

function form(file: YAMLMap): RulesForm {
  return {
    title: text(file, KEYS.title),
    titleEn: text(file, KEYS.titleEn),
    organiser: text(file, KEYS.organiser),
    purpose: findWord(PURPOSES, text(file, KEYS.purpose)) ?? '',
    entropy: findWord(ENTROPIES, text(file, KEYS.entropy)) ?? 'beacon',
    scheduled: text(file, KEYS.scheduled),
    groups: texts(file, KEYS.groups),
    list: list(section(file, KEYS.list)),
    stages: stages(value(file, KEYS.stages)),
    seal: seal(section(file, KEYS.seal)),
    relays: texts(file, KEYS.relays),
  };
}

function list(map: YAMLMap | undefined): ListForm {
  return {
    columns: texts(map, KEYS.columns),
    identity: identity(map),
    masking: value(map, KEYS.masking) === undefined ? 'usual' : perColumn<Mask>(map, KEYS.masking, (word) => findWord(MASKS, word)),
    groupColumn: text(map, KEYS.groupColumn),
    weightColumn: text(map, KEYS.weightColumn),
    seatsColumn: text(map, KEYS.seatsColumn),
  };
}

function identity(map: YAMLMap | undefined): ListForm['identity'] {
  const written = value(map, KEYS.identity);
  if (written === undefined) {
    return 'usual';
  }
  return isScalar(written) ? 'none' : perColumn<IdentityKind>(map, KEYS.identity, (word) => findWord(IDENTITIES, word));
}

function perColumn<T extends string>(map: YAMLMap | undefined, key: Key, find: (word: string) => T | undefined): Record<string, T> {
  const found: Record<string, T> = {};
  const node = value(map, key);
  for (const pair of isMap(node) ? (node as YAMLMap).items : []) {
    const word = find(scalarText(pair.value));
    if (word !== undefined) {
      found[scalarText(pair.key)] = word;
    }
  }
  return found;
}

function stages(node: unknown): StageForm[] {
  const maps = isSeq(node) ? node.items.filter((item): item is YAMLMap => isMap(item)) : [];
  const titles = maps.map((map) => [text(map, KEYS.stageTitle), text(map, KEYS.stageTitleEn)]);
  const find = (name: string): string | undefined => {
    const number = /^[1-9]\d*$/.test(name) ? Number(name) : undefined;
    const index =
      number !== undefined && number <= maps.length ? number - 1 : titles.findIndex((each) => name !== '' && each.includes(name));
    return index < 0 ? undefined : uid(index);
  };
  return maps.map((map, index) => stage(map, index, find));
}

/** Stages of a file are known by their place in it. */
function uid(index: number): string {
  return 'stage-' + (index + 1);
}

function stage(map: YAMLMap, index: number, find: (name: string) => string | undefined): StageForm {
  const groups = texts(map, KEYS.stageGroups);
  const places = text(map, KEYS.places);
  const joins = JOIN.exec(text(map, KEYS.unfilled));
  return {
    uid: uid(index),
    title: text(map, KEYS.stageTitle),
    titleEn: text(map, KEYS.stageTitleEn),
    groups: groups.length === 1 && findWord(STAGES, groups[0] ?? '') === 'all' ? [] : groups,
    from: refs(texts(map, KEYS.from), find),
    except: refs(texts(map, KEYS.except), find),
    places: findWord(PLACES, places) ?? places,
    alternates: text(map, KEYS.alternates),
    overflow: findWord(OVERFLOWS, text(map, KEYS.overflow)) ?? '',
    joins: joins === null || findWord(LAPSES, text(map, KEYS.unfilled)) !== undefined ? '' : (find(joins[1] ?? '') ?? ''),
  };
}

function refs(names: readonly string[], find: (name: string) => string | undefined): StageRefs {
  const only = names.length === 1 ? findWord(STAGES, names[0] ?? '') : undefined;
  if (only !== undefined) {
    return only === 'earlier' ? { kind: 'earlier' } : NOBODY;
  }
  const stages = names.flatMap((name) => find(name) ?? []);
  return stages.length === 0 ? NOBODY : { kind: 'some', stages };
}

function seal(map: YAMLMap | undefined): SealForm {
  return {
    chain: findWord(CHAINS, text(map, KEYS.chain)) ?? 'quicknet',
    delta: text(map, KEYS.delta),
    margin: text(map, KEYS.margin),
    pressBy: text(map, KEYS.pressBy),
    skipNotice: text(map, KEYS.skipNotice),
    skipsMax: text(map, KEYS.skipsMax),
    contributors: texts(map, KEYS.contributors).map(contributor),
  };
}

function contributor(line: string): ContributorForm {
  const [person = '', word = '', value = ''] = line.trim().split(/\s+/);
  return { person, form: findWord(FORMS, word) ?? 'committed', value };
}

/** The pair of a key, however it is spelt. */
export function pairOf(map: YAMLMap | undefined, key: Key): Pair | undefined {
  return map?.items.find((pair) => isSpelling(key, scalarText(pair.key)));
}

export function value(map: YAMLMap | undefined, key: Key): Node | undefined {
  const node = pairOf(map, key)?.value;
  return node === null || node === undefined ? undefined : (node as Node);
}

export function section(map: YAMLMap, key: Key): YAMLMap | undefined {
  const node = value(map, key);
  return isMap(node) ? (node as YAMLMap) : undefined;
}

export function scalarText(node: unknown): string {
  return isScalar(node) && node.value !== null ? String(node.value).normalize('NFC').trim() : '';
}

function text(map: YAMLMap | undefined, key: Key): string {
  return scalarText(value(map, key));
}

/** One text, or several. */
function texts(map: YAMLMap | undefined, key: Key): string[] {
  const node = value(map, key);
  if (isSeq(node)) {
    return node.items.map(scalarText).filter((item) => item !== '');
  }
  const only = scalarText(node);
  return only === '' ? [] : [only];
}
