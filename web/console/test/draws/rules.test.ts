import { readdirSync, readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { describe, expect, it } from 'vitest';
import { RULES_BYTES_MAX, textOfRules } from '../../src/draws/rules/file';
import { identityOf, maskingOf, movedStage, newStage, type RulesForm, withoutStage } from '../../src/draws/rules/form';
import { KEYS } from '../../src/draws/rules/keys';
import { readRules } from '../../src/draws/rules/read';
import { writeRules } from '../../src/draws/rules/write';

const EXAMPLES = new URL('../../../../examples/', import.meta.url);
const FILES = readdirSync(EXAMPLES).map((name) => [name, readFileSync(new URL(name + '/rules.yaml', EXAMPLES), 'utf8')] as const);

function form(text: string): RulesForm {
  const read = readRules(text);
  if (!read.ok) {
    throw new Error(JSON.stringify(read.problems));
  }
  return read.form;
}

function comments(text: string): string[] {
  return [...text.matchAll(/(?:^|\s)#\s*(.*)$/gm)].map((match) => match[1] ?? '');
}

describe.each(FILES)('the form of examples/%s', (_, text) => {
  it('leaves a text that it did not change as it is', () => {
    expect(writeRules(text, form(text))).toBe(text);
  });

  it('writes a title and changes that line alone', () => {
    const written = writeRules(text, { ...form(text), title: '改过的标题' });
    const before = text.split('\n');
    const after = written.split('\n');
    expect(after).toHaveLength(before.length);
    expect(after.filter((line, index) => line !== before[index])).toEqual([expect.stringContaining('改过的标题')]);
    expect(form(written).title).toBe('改过的标题');
  });

  it('keeps every comment when everything is changed, and reads back what it wrote', () => {
    const was = form(text);
    const is: RulesForm = {
      ...was,
      title: 'T: 1 # 2',
      titleEn: "it's new",
      organiser: 'other',
      scheduled: '2028-02-03 09:30',
      relays: ['https://relay.example/a'],
      list: { ...was.list, columns: [...was.list.columns, '备注'] },
      stages: [...was.stages, { ...newStage(false), title: '加一轮', places: '7' }],
      seal: {
        ...was.seal,
        pressBy: '2028-02-03 12:00',
        delta: '3m',
        contributors: [...was.seal.contributors, { person: 'a/b', form: 'live', value: '00ff' }],
      },
    };
    const written = writeRules(text, is);
    expect(comments(written)).toEqual(expect.arrayContaining(comments(text)));
    const read = form(written);
    expect({ ...read, stages: read.stages.map((stage) => ({ ...stage, uid: '' })) }).toEqual({
      ...is,
      stages: is.stages.map((stage) => ({ ...stage, uid: '', alternates: stage.title === '加一轮' ? '' : stage.alternates })),
    });
    expect(writeRules(written, form(written))).toBe(written);
  });

  it('is written from nothing', () => {
    const is = form(text);
    const read = form(writeRules('', is));
    const plain = (each: RulesForm): unknown => ({
      ...each,
      stages: each.stages.map((stage) => ({ ...stage, alternates: stage.alternates || '0' })),
    });
    expect(plain(read)).toEqual(plain(is));
  });
});

describe('the form', () => {
  const [, plates] = FILES.find(([name]) => name === 'licence-plates') ?? ['', ''];
  const [, homes] = FILES.find(([name]) => name === 'house-purchase') ?? ['', ''];

  it('keeps keys it does not know', () => {
    const text = 'title: A\nnote-of-ours: {x: 1}  # ours\norganiser: o\n';
    expect(writeRules(text, { ...form(text), title: 'B' })).toBe('title: B\nnote-of-ours: {x: 1}  # ours\norganiser: o\n');
  });

  it('reads Chinese keys and words, and adds Chinese ones beside them', () => {
    const is = form(plates);
    expect(is.purpose).toBe('number-draw');
    expect(is.list.masking).toEqual({ 名称: 'surname', 证件号码: 'last4' });
    const written = writeRules(plates, { ...is, stages: is.stages.map((stage) => ({ ...stage, alternates: '5' })) });
    expect(written.match(/候补: 5/g)).toHaveLength(2);
  });

  it('puts a key that it adds in its place, with what it is', () => {
    const written = writeRules(plates, { ...form(plates), entropy: 'ceremony' });
    expect(written).toMatch(/用途: 摇号\n# .*beacon.*\n随机来源: 现场仪式\n预定时间/);
  });

  it('moves references along with their stage', () => {
    const is = form(homes);
    const added = writeRules(homes, { ...is, stages: [{ ...newStage(true), title: '新' }, ...is.stages] });
    const read = form(added);
    expect(read.stages.map((stage) => [stage.from, stage.except, stage.joins])).toEqual([
      [{ kind: 'nobody' }, { kind: 'nobody' }, ''],
      [{ kind: 'nobody' }, { kind: 'nobody' }, 'stage-3'],
      [{ kind: 'nobody' }, { kind: 'some', stages: ['stage-2'] }, ''],
      [{ kind: 'some', stages: ['stage-2', 'stage-3'] }, { kind: 'nobody' }, ''],
    ]);
  });

  it('drops references to a stage that is taken out, and those that would point the wrong way', () => {
    const is = form(homes);
    const without = withoutStage(is.stages, 'stage-2');
    expect(without.map((stage) => [stage.from, stage.joins])).toEqual([
      [{ kind: 'nobody' }, ''],
      [{ kind: 'some', stages: ['stage-1'] }, ''],
    ]);
    const moved = movedStage(is.stages, 0, 1);
    expect(moved.map((stage) => [stage.title, stage.except, stage.joins])).toEqual([
      ['其余家庭', { kind: 'nobody' }, ''],
      ['无房家庭优先', { kind: 'nobody' }, ''],
      ['选房顺序', { kind: 'nobody' }, ''],
    ]);
    expect(movedStage(is.stages, 0, -1)).toEqual(is.stages);
  });

  it('knows what the usual names of columns mean, as docs/rules.md says', () => {
    const list = { ...form(homes).list, identity: 'usual', masking: 'usual' } as const;
    expect(identityOf(list)).toEqual({ 身份证号: 'id-card' });
    expect(maskingOf(list)).toEqual({ 户主姓名: 'surname', 身份证号: 'last4', 联系电话: 'last4' });
    expect(identityOf({ ...list, columns: ['姓名', '手机'] })).toEqual({ 手机: 'phone' });
  });

  it('tells where a text is no YAML', () => {
    const read = readRules('title: [a\nb: c\n');
    expect(read.ok).toBe(false);
    expect(read.ok ? [] : read.problems[0]).toMatchObject({ line: expect.any(Number) as number, column: expect.any(Number) as number });
  });

  it('reads a text in quotes, with a hash or a colon in it, as that text', () => {
    for (const title of ['a: b', '#1', "it's", 'yes', '007', '"', '- x', '[x]', '一等奖：车 & 家', 'a #b', '{', '*x', '!x', 'x:']) {
      const written = writeRules('title: x\n', { ...form('title: x\n'), title });
      expect(parseDocument(written, { schema: 'failsafe' }).get('title')).toBe(title);
    }
  });

  it('knows the keys that docs/rules.md lists', () => {
    const docs = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
    const listed = [...docs.matchAll(/^\| `([a-z0-9-]+)`(?: \*)?(?: \(`[^)]*\))? \| `([^`]+)`/gm)].map(
      (match) => match[1] + ' ' + match[2],
    );
    expect(Object.values(KEYS).map((key) => key.english + ' ' + key.chinese)).toEqual(listed);
  });
});

describe('a file that is opened as rules', () => {
  const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const bytes = (text: string): number[] => [...new TextEncoder().encode(text)];

  it.each([
    ['a picture', PNG, 'notText'],
    ['a text in GBK', [0xb1, 0xea, 0xcc, 0xe2], 'notText'],
    ['a text with a zero', bytes('title: \0'), 'notText'],
    ['a text whose characters were lost', bytes('title: \ufffd'), 'notText'],
    ['a text that is too long', new Array<number>(RULES_BYTES_MAX + 1).fill(0x20), 'tooLarge'],
  ] as const)('is not, being %s', async (_, content, wrong) => {
    expect(await textOfRules(new Blob([new Uint8Array(content)]))).toEqual({ wrong });
  });

  it('is its text, mistakes and all', async () => {
    const text = 'title: [抽奖 𠀀\r\n\t';
    expect(await textOfRules(new Blob(['\ufeff' + text]))).toEqual({ text });
  });
});
