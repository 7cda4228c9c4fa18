import { catalogue } from '@twoseal/shared';
import { roleName } from './common';

/** Ledger, audit, operations, profile. */
export const records = catalogue({
  ledgerTitle: ['账本', 'Ledger'],
  ledgerLead: [
    '一切有效力的行为都在这里，按次序，不可改动；见证方联署它的当前状态，任何人都可核验。',
    'Everything that counts is here, in order, and cannot be changed; witnesses countersign its head, and anybody can check it.',
  ],
  head: ['当前状态', 'Head'],
  origin: ['名称', 'Name'],
  logKey: ['账本公钥', 'Key of the ledger'],
  size: ['条数', 'Entries'],
  root: ['根', 'Root'],
  entered: ['记入时间', 'Entered at'],
  headTime: ['检查点时间', 'Checkpoint of'],
  checkpoint: ['检查点全文', 'Checkpoint'],
  witnesses: ['见证方', 'Witnesses'],
  noWitnesses: ['还没有见证方。', 'No witnesses yet.'],
  noWitnessesText: [
    '请法院、协会等其他机构各运行一个见证程序（twoseal witness）；没有见证方，外人看不出账本是否只有一份。',
    'Ask other organisations, such as a court or an association, to run a witness (twoseal witness); without one nobody outside sees whether there is one ledger only.',
  ],
  witnessUpToDate: ['已联署到最新', 'has cosigned the head'],
  witnessBehind: ['落后 {n} 条', '{n} {n|entry|entries} behind'],
  entries: ['条目', 'Entries'],
  index: ['序号', 'No.'],
  kind: ['行为', 'Act'],
  draw: ['案号', 'Case'],
  signers: ['签署人', 'Signed by'],
  outcome: ['结果', 'Outcome'],
  accepted: ['生效', 'accepted'],
  refused: ['规则拒绝', 'refused'],
  goTo: ['转到第几条', 'Go to entry'],
  newer: ['较新', 'Newer'],
  older: ['较旧', 'Older'],
  shown: ['第 {from}–{to} 条，共 {size} 条', 'Entries {from} to {to} of {size}'],
  noEntry: ['账本没有第 {index} 条', 'The ledger has no entry {index}'],
  noEntryNext: ['各条从 0 数起，逐条增加。请核对编号，或在账本中查看已有的各条。', 'Entries are counted from 0, one after the other. Check the number, or see those there are.'],
  entryTitle: ['账本第 {index} 条', 'Entry {index} of the ledger'],
  command: ['指令全文与签名', 'The command and its signatures'],
  outcomeText: ['规则的回答', 'What the rules answered'],
  receipt: ['回执', 'Receipt'],
  receiptFile: ['下载回执（.tlog-proof）', 'Download the receipt (.tlog-proof)'],
  checking: ['正在核验…', 'Checking…'],
  checkedHere: ['本浏览器已核验：这一条确在账本中', 'Checked in this browser: this entry is on the ledger'],
  checkedText: [
    '由条目全文重新算出叶子，沿回执中的路径得到长度 {size} 的根，与账本公钥签名的检查点一致。',
    'The leaf was computed from the entry, the path of the receipt leads to the root at size {size}, and the checkpoint with that root is signed by the ledger’s key.',
  ],
  checkedOnly: ['这里核验的是签名与路径；公钥本身请与公证处另行核对。', 'What is checked are signature and path; compare the key itself with the office by another way.'],
  notProved: ['回执与这一条不符！请勿依赖本页，并告知运维方。', 'The receipt does not fit this entry! Do not rely on this page, and tell the operator.'],
  yourself: ['自己核验', 'Check it yourself'],
  yourselfText: ['在任何一台电脑上，不经过本服务：', 'On any computer, without this service:'],
  drawPage: ['案件页面', 'The draw’s page'],

  auditTitle: ['审计', 'Audit'],
  auditLead: ['谁在何时对本服务做了什么。账本上的行为不在此重复。', 'Who did what with the service, and when. What is on the ledger is not repeated here.'],
  who: ['何人', 'Who'],
  what: ['何事', 'What'],
  about: ['对象', 'About'],
  detail: ['详情', 'Detail'],
  from: ['来自', 'From'],
  noAudit: ['还没有记录。', 'Nothing yet.'],
  noAuditText: ['登录、账户、密钥副本等操作会记录在此。', 'Sign-ins, accounts, kept key files and the like are recorded here.'],

  operationsTitle: ['运行', 'Operations'],
  operationsLead: ['告警与备份。告警在原因消除后自行消失。', 'Alarms and backups. An alarm goes when its cause is gone.'],
  alarms: ['告警', 'Alarms'],
  noAlarms: ['一切正常。', 'All is well.'],
  noAlarmsText: ['磁盘、时钟、见证方、账本、信标、证书或备份出现问题时，这里会说明发生了什么、该做什么。', 'When disk, clock, a witness, the ledger, the beacon, the certificate or the backup has a trouble, this says what happened and what to do.'],
  'alarm.disk': ['磁盘', 'Disk'],
  'alarm.clock': ['时钟', 'Clock'],
  'alarm.witness': ['见证方', 'Witness'],
  'alarm.ledger': ['账本', 'Ledger'],
  'alarm.beacon': ['信标', 'Beacon'],
  'alarm.certificate': ['证书', 'Certificate'],
  'alarm.backup': ['备份', 'Backup'],
  since: ['自 {time}', 'since {time}'],
  backups: ['备份', 'Backup'],
  backupText: [
    '把账本和服务的其他数据复制到备份目录，期间服务照常。备份请移到另一台机器；恢复见 docs/ledger.md。',
    'Copies the ledger and what the service keeps into the backup folder while both go on. Move it to another machine; docs/ledger.md has the way back.',
  ],
  backupNow: ['立即备份', 'Back up now'],
  backupDone: ['已备份到 {folder}，账本 {size} 条。', 'Backed up to {folder}, {size} {size|entry|entries} of the ledger.'],
  mayNotBackUp: ['备份由管理员或运维方执行。', 'Backups are made by administrators and operators.'],

  profileTitle: ['我的账户', 'My account'],
  account: ['账户', 'Account'],
  username: ['用户名', 'User name'],
  person: ['账本上的名称', 'Name on the ledger'],
  languageTitle: ['语言', 'Language'],
  languageText: ['在本浏览器中记住。', 'Remembered in this browser.'],
  passwordTitle: ['登录密码', 'Password'],
  passwordChanged: ['密码已更改，其他会话已结束。', 'The password is changed; your other sessions are ended.'],
  totpTitle: ['验证器', 'Second factor'],
  totpOn: ['已启用：登录时输入 6 位验证码。', 'On: a sign-in asks for 6 digits.'],
  totpOff: ['未启用。', 'Off.'],
  totpNew: ['换一个验证器', 'Set up another authenticator'],
  totpDone: ['验证器已启用。', 'The second factor is on.'],
  keyTitle: ['签署密钥', 'Signing key'],
  keyNone: ['尚未登记到账本。', 'Not on the ledger yet.'],
  keyOnLedger: ['账本上有效的密钥', 'Valid on the ledger'],
  keyKept: ['加密副本保存在此，签署时可直接使用。', 'An encrypted copy is kept here and can be used to sign.'],
  keyNotKept: ['此处没有副本，签署时选择您的密钥文件。', 'No copy is kept here; choose your key file when you sign.'],
  keyDownload: ['下载副本', 'Download the copy'],
  keyDrop: ['删除此处的副本', 'Delete the copy kept here'],
  keyDropTitle: ['删除此处的密钥副本？', 'Delete the copy of your key kept here?'],
  keyDropText: ['删除后，没有自己保存的密钥文件就不能再签署。', 'Without a key file of your own you can then sign no more.'],
  keyKeep: ['在此保存副本…', 'Keep a copy here…'],
  keyKeepText: ['先用口令打开一次，确认是您在账本上的密钥，再保存加密的文件。', 'It is opened once with its passphrase, to see that it is your key on the ledger; then the encrypted file is kept.'],
  keyKeptNow: ['已保存。', 'Kept.'],
  replace: ['更换密钥', 'Replace the key'],
  replaceText: [
    '密钥遗失，或怀疑被他人掌握时更换。由新密钥签署，再由管理员签署；若旧密钥还在，也可自己用旧密钥签署。理由公开在账本上。',
    'For a key that is lost, or that somebody else may have. The new key signs, then an administrator; who still has the old key can sign with that instead. The reason is public.',
  ],
  replaceReason: ['公开理由（记入账本，永久可见）', 'Public reason (goes onto the ledger, for ever)'],
  replaceHasOld: ['旧密钥还在我手里，我用它签署（不必等管理员）', 'I still have the old key and sign with it (no administrator is needed)'],
  replaceSign: ['核对并签署更换', 'Read and sign the replacement'],
  replaceWaits: ['已由新密钥签署，等待管理员签署。在此之前账本上有效的仍是旧密钥。', 'The new key has signed; an administrator still has to. Until then the old key is the valid one.'],
  replaceDone: ['密钥已更换。', 'The key is replaced.'],
});

/** What the audit records. */
export const audited = catalogue({
  'session.begun': ['登录', 'Signed in'],
  'session.ended': ['退出', 'Signed out'],
  'session.refused': ['登录被拒绝', 'Sign-in refused'],
  'password.changed': ['更改密码', 'Password changed'],
  'totp.set': ['启用验证器', 'Second factor set up'],
  'key-file.kept': ['保存密钥副本', 'Copy of a key kept'],
  'key-file.dropped': ['删除密钥副本', 'Copy of a key deleted'],
  'token.given': ['程序登录', 'A program signed in'],
  'account.opened': ['开立账户', 'Account opened'],
  'account.reset': ['重置密码', 'Password reset'],
  'account.closed': ['关闭账户', 'Account closed'],
  'account.locked': ['账户暂时锁定', 'Account locked for a while'],
  'account.identity': ['关联单位账号', 'Identity linked'],
  'show.changed': ['更改大屏播放', 'Show changed'],
  'act.withdrawn': ['撤回事项', 'Act withdrawn'],
  'codes.taken': ['取走查询码', 'Entry codes taken away'],
  'codes.refused': ['查询码：口令不符', 'Entry codes: wrong passphrase'],
  'list.dropped': ['删除上传的名单', 'Upload of a list deleted'],
  'backup.made': ['备份', 'Backup made'],
  'list.answered': ['答复异议', 'Objection answered'],
});

/** In words where they are known; the service may record more than this page knows. */
export function auditedWhat(what: string): string {
  return audited.has(what) ? audited.t(what) : what;
}

/** What the service writes beside it in words of its own. */
export const details = catalogue({
  'session.wrong': ['用户名或密码不对', 'Wrong user name or password'],
  'session.one-time-over': ['一次性密码已用过或已过期', 'One-time password used or too old'],
  'password.wrong': ['原密码不对', 'Wrong old password'],
  'session.code-wrong': ['验证码不对或已用过', 'Wrong or used code'],
  'account.closed': ['账户已关闭', 'Account closed'],
  'on the machine': ['在服务器本机', 'On the machine itself'],
  'known device': ['在常用设备上', 'On a known device'],
});

/** In words where they are known; a person's role, told after the name of an account that is opened, has its own. */
export function auditedDetail(detail: string | undefined): string | undefined {
  if (detail === undefined) return undefined;
  if (details.has(detail)) return details.t(detail);
  return detail.replace(/^([a-z0-9-]+\/[a-z0-9-]+) ([a-z]+)$/, (_, person: string, role: string) => `${person} ${roleName(role)}`);
}
