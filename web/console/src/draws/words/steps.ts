import { type Both, catalogue } from '@twoseal/shared';
import { roles } from '../../words/common';
import type { StepId } from '../steps';
import { rolesOf, type Turn } from '../turns';

/** What each step is called, and what it means in a sentence. */
const NAMES: Readonly<Record<StepId, readonly [zh: string, en: string]>> = {
  announced: ['公告', 'Announced'],
  list: ['名单', 'List'],
  objections: ['异议', 'Objections'],
  final: ['最终名单', 'Final list'],
  contributors: ['随机数提供人', 'Contributors'],
  seal: ['封存', 'Seal'],
  shakes: ['摇一摇', 'Shakes'],
  reveals: ['公开随机数', 'Reveals'],
  press: ['启动', 'Press'],
  waiting: ['等待', 'Waiting'],
  drawing: ['抽取', 'Drawing'],
  done: ['结果', 'Results'],
  afterwards: ['事后', 'Afterwards'],
  record: ['监督记录', 'Supervision record'],
};

const MEANINGS: Readonly<Record<StepId, readonly [zh: string, en: string]>> = {
  announced: [
    '账本给出了案号；规则自此公开，除待定名额外不可改动。',
    'The ledger has given the case number; the rules are public and, but for open places, fixed.',
  ],
  list: [
    '上传参加者名单并公布草稿，让每个人都能核对自己在不在内。',
    'Upload the entry list and publish it as a draft, so that everybody can check whether they are in it.',
  ],
  objections: [
    '收到的异议在此登记并逐一答复；名单据此更正，然后公布最终名单。',
    'Objections are entered here and answered one by one; the list is corrected, then published as final.',
  ],
  final: [
    '主办方与公证员各自确认“就是这份名单”，然后公布；增、删、改的行数随之公开。',
    'Organiser and notary each confirm that this is the correct upload; then it is published with what was added, removed and changed.',
  ],
  contributors: [
    '每位提供人在自己的设备上生成秘密，只交出承诺；秘密要到封存之后才公开。',
    'Each contributor makes a secret on a device of their own and hands in only the commitment; the secret is revealed after the seal.',
  ],
  seal: [
    '主办方与公证员共同封存规则、名单与随机来源。此后任何内容不可更改，也没有撤销。',
    'Organiser and notary seal rules, list and sources of chance together. After this nothing can change, and nothing is cancelled.',
  ],
  shakes: [
    '现场观众以手机参与；每个人都能证明自己的那一下没有被丢弃。它不增加、也不减少公正性。',
    'The audience takes part by phone; each can prove that theirs was not dropped. It makes the draw neither more nor less secure.',
  ],
  reveals: [
    '提供人用自己保存的文件公开秘密；与承诺不符的会被规则拒绝。',
    'Contributors reveal their secrets from the file they kept; whatever does not open the commitment is refused by the rules.',
  ],
  press: [
    '主办方与公证员共同启动。启动确定信标的那一轮，一次有效，不可重来。',
    "Organiser and notary press together. It fixes the beacon's round; it happens once and cannot be taken back.",
  ],
  waiting: [
    '那一轮的随机数尚未公布；到时即由信标公布。',
    "The number of that round is not published yet; the beacon publishes it when it is due.",
  ],
  drawing: [
    '结果逐轮算出并记入账本；大屏幕重放账本上已有的结果。',
    'Stage by stage the results are computed and entered; the big screen replays what is on the ledger.',
  ],
  done: ['全部轮次的结果都已记入账本，任何人都可以复算。', 'The results of all stages are on the ledger; anybody can recompute them.'],
  afterwards: [
    '放弃、取消资格与候补递补；它们不影响其他轮次的结果。',
    "Declined places, disqualifications, and alternates who move up; they touch no other stage's result.",
  ],
  record: [
    '公证员的监督记录：现场情况、录像摘要与两位公证员的签署。',
    "The notary's record of the supervision: what happened, digests of the recordings, and two notaries' signatures.",
  ],
};

export const stepNames = catalogue(NAMES);
export const stepMeanings = catalogue(MEANINGS);

export const stepWords = catalogue({
  rail: ['仪式各步', 'Steps of the ritual'],
  now: ['当前', 'Now'],
  nextUp: ['下一步', 'Next'],
  leftOut: ['未经此步', 'Not needed'],
  later: ['尚未开始', 'Not yet'],
  past: ['已完成', 'Done'],
  receipt: ['账本第 {index} 条', 'Ledger entry {index}'],
  signedBy: ['由 {who} 签署', 'signed by {who}'],
  waitsFor: ['等待：', 'Waits for: '],
  yourTurn: ['轮到您', 'Your turn'],
  plannedFor: ['预定 {time}', 'planned for {time}'],
  plannedAndBy: ['预定 {time}；最迟 {by} 自动进行', 'planned for {time}; runs by itself at {by}'],
  go: ['前往', 'Go there'],
  goTo: ['前往：{what}（{draw}）', 'Go there: {what} ({draw})'],
  notLookedAt: ['另有 {n} 个进行中的摇号未列入，请在登记簿中查看：', '{n} more {n|draw|draws} under way {n|is|are} not looked at here; see the register:'],
  mustSign: ['需签署', 'Must sign'],
  signed: ['已签 {time}', 'signed {time}'],
  unsigned: ['未签', 'not yet'],
  signHere: ['阅读全文并签署', 'Read the text and sign'],
  seeText: ['查看全文', 'See the text'],
  withdraw: ['撤回', 'Withdraw'],
  withdrawTitle: ['撤回尚未完成的“{what}”？', 'Withdraw the unfinished "{what}"?'],
  withdrawText: [
    '已有的签名作废，文书不会记入账本；之后可以重新发起。',
    'Signatures given so far become useless and nothing enters the ledger; it can be begun again.',
  ],
  withdrawReason: ['撤回的理由（留存于审计记录）', 'Reason (kept in the audit)'],
  begunBy: ['{who} 于 {time} 发起', 'begun by {who} at {time}'],
  expires: ['{time} 前有效', 'of use until {time}'],
  signInToAct: ['登录后，此处显示您可以办理的事项。', 'Sign in to see what you can do here.'],
});

const DOES = catalogue<Turn['what']>({
  upload: ['上传名单', 'to upload the list'],
  confirm: ['确认名单', 'to confirm the list'],
  publish: ['公布名单', 'to publish the list'],
  answer: ['答复异议', 'to answer the objections'],
  commit: ['交出承诺', 'to hand in the commitment'],
  seal: ['发起封存', 'to begin the seal'],
  sign: ['签署', 'to sign'],
  reveal: ['公开随机数', 'to reveal'],
  press: ['启动', 'to press'],
  result: ['算出结果（自动进行）', 'to enter the results (it does so by itself)'],
  record: ['填写监督记录', 'to write the record'],
  'sign-record': ['签署监督记录', 'to sign the record'],
});

/** What is the signed-in person's to do. */
export const mineWords = catalogue<Turn['what']>({
  upload: ['上传名单', 'Upload the list'],
  publish: ['公布名单', 'Publish the list'],
  answer: ['答复异议', 'Answer the objections'],
  confirm: ['核对并确认名单', 'Compare and confirm the list'],
  commit: ['生成秘密，交出承诺', 'Make your secret and hand in the commitment'],
  seal: ['发起封存', 'Begin the seal'],
  sign: ['签署', 'Sign'],
  reveal: ['公开随机数', 'Reveal the secret'],
  press: ['启动', 'Press'],
  result: ['算出结果（自动进行）', 'Enter the results (it does so by itself)'],
  record: ['填写监督记录并定稿', 'Write the supervision record and close it'],
  'sign-record': ['签署监督记录', 'Sign the supervision record'],
});

/** Who is waited for, and for what. */
export function turnWords(turn: Turn, who: string): Both {
  const does = DOES.both(turn.what);
  return { zh: who + does.zh, en: who + ' ' + does.en };
}

/** Roles of which any may, in words. */
export function roleWords(word: string): string {
  return rolesOf(word)
    .flatMap((role) => (roles.has(role) ? [roles.t(role)] : []))
    .join(' / ');
}
