/** What the form shows of a rules file. Values that are neither times nor counts stay the text that was written. */
import type { CHAINS, ENTROPIES, FORMS, IDENTITIES, MASKS, OVERFLOWS, PURPOSES, Word } from './keys';

export type IdentityKind = Word<typeof IDENTITIES>;
export type Mask = Word<typeof MASKS>;

export interface RulesForm {
  title: string;
  titleEn: string;
  organiser: string;
  /** Empty where the file does not say. */
  purpose: Word<typeof PURPOSES> | '';
  entropy: Word<typeof ENTROPIES>;
  scheduled: string;
  groups: string[];
  list: ListForm;
  stages: StageForm[];
  seal: SealForm;
  relays: string[];
}

export interface ListForm {
  columns: string[];
  /** `usual`: not written, the columns' usual names decide. */
  identity: 'usual' | 'none' | Record<string, IdentityKind>;
  masking: 'usual' | Record<string, Mask>;
  groupColumn: string;
  weightColumn: string;
  seatsColumn: string;
}

/** Other stages, named by what identifies them in the form, so that moving one moves its references along. */
export type StageRefs = { readonly kind: 'nobody' | 'earlier' } | { readonly kind: 'some'; readonly stages: readonly string[] };

export interface StageForm {
  /** Of the form alone. */
  uid: string;
  title: string;
  titleEn: string;
  /** Empty for all. */
  groups: string[];
  from: StageRefs;
  except: StageRefs;
  /** A number, `all` or `open`. */
  places: string;
  alternates: string;
  /** Empty where it is not written. */
  overflow: Word<typeof OVERFLOWS> | '';
  /** The stage that gets what is left over; empty: it lapses. */
  joins: string;
}

export interface ContributorForm {
  person: string;
  form: Word<typeof FORMS>;
  /** Of a live contribution, in hex. */
  value: string;
}

export interface SealForm {
  chain: Word<typeof CHAINS>;
  delta: string;
  margin: string;
  pressBy: string;
  skipNotice: string;
  skipsMax: string;
  contributors: ContributorForm[];
}

export const NOBODY: StageRefs = { kind: 'nobody' };

const NAMES = ['姓名', '名称', '户主姓名', 'name', 'Name'];
const PHONES = ['手机', '手机号', '手机号码', '电话', '联系电话', 'phone'];
const DOCUMENTS: Readonly<Record<string, IdentityKind>> = {
  身份证: 'id-card',
  身份证号: 'id-card',
  身份证号码: 'id-card',
  公民身份号码: 'id-card',
  'id-card': 'id-card',
  证件号码: 'document',
  证件号: 'document',
  统一社会信用代码: 'credit-code',
  信用代码: 'credit-code',
};

/** What tells entries apart, written or by the columns' usual names: documents, phones where there is none. */
export function identityOf(list: ListForm): Record<string, IdentityKind> {
  if (list.identity !== 'usual') {
    return list.identity === 'none' ? {} : list.identity;
  }
  const documents = list.columns.flatMap((column) => {
    const kind = DOCUMENTS[column];
    return kind === undefined ? [] : [[column, kind] as const];
  });
  if (documents.length > 0) {
    return Object.fromEntries(documents);
  }
  const phone = list.columns.find((column) => PHONES.includes(column));
  return phone === undefined ? {} : { [phone]: 'phone' };
}

/** What is published of each column, written or usual. */
export function maskingOf(list: ListForm): Record<string, Mask> {
  if (list.masking !== 'usual') {
    return list.masking;
  }
  const identity = identityOf(list);
  return Object.fromEntries(
    list.columns.flatMap((column): [string, Mask][] => {
      if (NAMES.includes(column)) {
        return [[column, 'surname']];
      }
      return column in identity || PHONES.includes(column) ? [[column, 'last4']] : [];
    }),
  );
}

let made = 0;

/** A stage as the form adds it: everybody who has not won yet. */
export function newStage(isFirst: boolean): StageForm {
  made += 1;
  return {
    uid: 'new-' + made,
    title: '',
    titleEn: '',
    groups: [],
    from: NOBODY,
    except: isFirst ? NOBODY : { kind: 'earlier' },
    places: '1',
    alternates: '0',
    overflow: '',
    joins: '',
  };
}

/** Takes a stage out, and every reference to it. */
export function withoutStage(stages: readonly StageForm[], uid: string): StageForm[] {
  const strip = (refs: StageRefs): StageRefs => {
    if (refs.kind !== 'some') {
      return refs;
    }
    const rest = refs.stages.filter((each) => each !== uid);
    return rest.length === 0 ? NOBODY : { kind: 'some', stages: rest };
  };
  return stages
    .filter((stage) => stage.uid !== uid)
    .map((stage) => ({
      ...stage,
      from: strip(stage.from),
      except: strip(stage.except),
      joins: stage.joins === uid ? '' : stage.joins,
    }));
}

/** Moves a stage up or down; references that no longer point the right way are dropped. */
export function movedStage(stages: readonly StageForm[], index: number, by: -1 | 1): StageForm[] {
  const moved = [...stages];
  const [stage] = moved.splice(index, 1);
  if (stage === undefined || index + by < 0 || index + by > moved.length) {
    return [...stages];
  }
  moved.splice(index + by, 0, stage);
  return moved.map((each, at) => {
    const earlier = moved.slice(0, at).map((other) => other.uid);
    const keep = (refs: StageRefs): StageRefs => {
      if (refs.kind !== 'some') {
        return refs.kind === 'earlier' && at === 0 ? NOBODY : refs;
      }
      const rest = refs.stages.filter((uid) => earlier.includes(uid));
      return rest.length === 0 ? NOBODY : { kind: 'some', stages: rest };
    };
    return { ...each, from: keep(each.from), except: keep(each.except), joins: earlier.includes(each.joins) ? '' : each.joins };
  });
}

/** The stages as the file numbers them, once it was written: known by their place, references along with them. */
export function renumbered(stages: readonly StageForm[]): StageForm[] {
  const names = new Map(stages.map((stage, index) => [stage.uid, 'stage-' + (index + 1)]));
  const name = (uid: string): string => names.get(uid) ?? '';
  const refs = (of: StageRefs): StageRefs => (of.kind === 'some' ? { kind: 'some', stages: of.stages.map(name).sort(byNumber) } : of);
  return stages.map((stage) => ({
    ...stage,
    uid: name(stage.uid),
    from: refs(stage.from),
    except: refs(stage.except),
    joins: name(stage.joins),
  }));
}

function byNumber(a: string, b: string): number {
  return Number(a.slice(6)) - Number(b.slice(6));
}

/** The form as it is written: lines that are still empty are not. */
export function filled(form: RulesForm): RulesForm {
  const columns = form.list.columns.map((column) => column.trim()).filter((column) => column !== '');
  const known = <T>(words: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(words).filter(([column]) => columns.includes(column)));
  return {
    ...form,
    groups: form.groups.map((group) => group.trim()).filter((group) => group !== ''),
    list: {
      ...form.list,
      columns,
      identity: typeof form.list.identity === 'string' ? form.list.identity : known(form.list.identity),
      masking: typeof form.list.masking === 'string' ? form.list.masking : known(form.list.masking),
    },
    seal: { ...form.seal, contributors: form.seal.contributors.filter((each) => each.person.trim() !== '') },
    relays: form.relays.map((relay) => relay.trim()).filter((relay) => relay !== ''),
  };
}
