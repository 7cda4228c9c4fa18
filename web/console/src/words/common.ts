import { catalogue } from '@twoseal/shared';

/** Words that many pages use. */
export const common = catalogue({
  product: ['双印', 'Twoseal'],
  console: ['工作台', 'Console'],
  home: ['待办', 'To do'],
  draws: ['摇号', 'Draws'],
  people: ['人员与机构', 'People'],
  ledger: ['账本', 'Ledger'],
  audit: ['审计', 'Audit'],
  operations: ['运行', 'Operations'],
  profile: ['我的账户', 'My account'],
  signOut: ['退出', 'Sign out'],
  language: ['语言', 'Language'],
  skipToContent: ['跳到正文', 'Skip to the content'],
  mainNavigation: ['主导航', 'Main navigation'],
  demonstration: ['演示系统：人员与数据均为虚构', 'A demonstration: people and data are invented'],
  save: ['保存', 'Save'],
  cancel: ['取消', 'Cancel'],
  close: ['关闭', 'Close'],
  back: ['返回', 'Back'],
  next: ['下一步', 'Next'],
  more: ['显示更多', 'Show more'],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  copyWhole: ['复制完整的值', 'Copy the whole value'],
  download: ['下载', 'Download'],
  csv: ['导出 CSV', 'Export as CSV'],
  search: ['查找', 'Search'],
  loading: ['正在读取…', 'Reading…'],
  nothingHere: ['没有内容', 'Nothing here'],
  beijing: ['北京时间（UTC+8）', 'Beijing time (UTC+8)'],
  allTimes: ['时间均为北京时间（UTC+8）', 'All times are Beijing time (UTC+8)'],
  reason: ['理由', 'Reason'],
  state: ['状态', 'State'],
  actions: ['操作', 'Actions'],
  name: ['姓名', 'Name'],
  role: ['角色', 'Role'],
  organisation: ['机构', 'Organisation'],
  time: ['时间', 'Time'],
  tryAgain: ['重试', 'Try again'],
  show: ['显示', 'Show'],
  hide: ['隐藏', 'Hide'],
  required: ['必填', 'Required'],
  noSuchPage: ['没有这个页面。', 'There is no such page.'],
  noSuchPageNext: ['请检查地址，或回到待办。', 'Check the address, or go back to what waits for you.'],
  unreachable: ['连不上服务。', 'The service cannot be reached.'],
  unreachableNext: ['请检查网络，稍后重试；已提交的内容不会丢失。', 'Check the network and try again; what was taken is not lost.'],
  mistake: ['页面出错了。', 'This page made a mistake.'],
  mistakeNext: ['请重新载入页面；若再次出现，请告知运维方：{detail}', 'Load the page again; if it comes back, tell the operator: {detail}'],
});

/** The roles of [REG-1], and the place of a key that a command introduces. */
export const roles = catalogue({
  administrator: ['管理员', 'Administrator'],
  notary: ['公证员', 'Notary'],
  organiser: ['主办方', 'Organiser'],
  operator: ['运维方', 'Operator'],
  witness: ['见证方', 'Witness'],
  contributor: ['随机数提供人', 'Contributor'],
  observer: ['观察员', 'Observer'],
  'new-key': ['新密钥', 'The new key'],
  holder: ['本人', 'The person'],
  or: ['{one}或{other}', '{one} or {other}'],
});

/** A role of [REG-1], or a place of an act: several joined by a bar, any of which may sign. */
export function roleName(role: string): string {
  return role
    .split('|')
    .map((each) => (roles.has(each) ? roles.t(each) : each))
    .reduce((one, other) => roles.t('or', { one, other }));
}

/** What the commands of the specification are called. */
export const kinds = catalogue({
  'ledger.genesis': ['建立账本', 'Opening of the ledger'],
  'ledger.succession': ['接续前账本', 'Succession to a ledger'],
  'ledger.remark': ['附注', 'Remark'],
  'registry.organisation': ['登记机构', 'Registering an organisation'],
  'registry.person': ['登记人员', 'Registering a person'],
  'registry.rotate': ['更换密钥', 'Replacing a key'],
  'registry.revoke': ['吊销密钥', 'Revoking a key'],
  'draw.announce': ['公告', 'Announcement'],
  'draw.list': ['发布名单', 'Publishing the list'],
  'draw.list-checked': ['名单复核', 'Check of the list'],
  'draw.seal': ['封存', 'Seal'],
  'draw.reveal': ['公开随机数', 'Reveal'],
  'draw.skip': ['跳过一个编号', 'Skipping an entry'],
  'draw.shake': ['一批摇一摇', 'A batch of shakes'],
  'draw.close': ['结束摇一摇', 'Closing the shakes'],
  'draw.press': ['启动', 'Press'],
  'draw.result': ['一轮结果', 'Result of a stage'],
  'draw.complete': ['完成', 'Completion'],
  'draw.decline': ['放弃名额', 'A place declined'],
  'draw.disqualify': ['取消资格', 'Disqualification'],
  'draw.promote': ['候补递补', 'Promotion of an alternate'],
  'draw.attempt': ['再次摇号', 'A further attempt'],
});

export function kindName(kind: string): string {
  return kinds.has(kind) ? kinds.t(kind) : kind;
}
