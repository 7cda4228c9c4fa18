/** The rules in five lines, as the public reads them in the announcement and before the draw on the screen. */
import { type Both, beijing, type Draw, grouped, isTestBeacon, type Rules, type Stage } from '@twoseal/shared';
import { durationWords } from './rules/moments';

/** What is known of the seal: as the rules propose it, and once there is one, as it is. */
type Terms = Pick<NonNullable<Rules['seal']>, 'deltaS' | 'pressByS' | 'pressByMs' | 'contributors'> & { chain?: string };

export function fiveLines(rules: Rules, seal: Terms = rules.seal ?? {}): Both[] {
  return [what(rules), who(rules), stagesLine(rules), chance(rules, seal), end(seal)];
}

export function fiveLinesOf(draw: Draw): Both[] {
  return fiveLines(draw.rules, draw.sealed === undefined ? draw.rules.seal : { ...draw.sealed, contributors: draw.contributors });
}

function what(rules: Rules): Both {
  const organiser = rules.organiserName ?? rules.organiser;
  const number = rules.purpose === 'number-draw';
  return {
    zh: organiser + (number ? '摇号' : '抽奖') + '：' + rules.title + '，预定北京时间 ' + beijing(rules.scheduledMs) + '。',
    en:
      organiser +
      ' draws ' +
      (number ? 'by lot' : 'prizes') +
      ': ' +
      (rules.titleEn ?? rules.title) +
      ', planned for ' +
      beijing(rules.scheduledMs) +
      ' (UTC+8).',
  };
}

function who(rules: Rules): Both {
  const groups = rules.groups;
  return {
    zh:
      (groups.length > 1 ? '参加者分 ' + groups.length + ' 组：' + groups.join('、') + '。' : '全部参加者同属一组。') +
      '公布：' +
      rules.masking +
      '。',
    en:
      (groups.length > 1 ? groups.length + ' groups: ' + groups.join(', ') + '. ' : 'Everybody is in one group. ') +
      'Published: ' +
      rules.masking +
      '.',
  };
}

function stagesLine(rules: Rules): Both {
  const one = rules.stages.length === 1;
  return {
    zh: (one ? '' : '共 ' + rules.stages.length + ' 轮：') + rules.stages.map((stage) => stageWords(stage, rules).zh).join('；') + '。',
    en: (one ? '' : rules.stages.length + ' stages: ') + rules.stages.map((stage) => stageWords(stage, rules).en).join('; ') + '.',
  };
}

/** One stage in half a sentence. */
export function stageWords(stage: Stage, rules: Pick<Rules, 'stages'>): Both {
  const titles = (ids: readonly number[], isChinese: boolean): string =>
    ids
      .map((id) => rules.stages.find((each) => each.id === id))
      .map((each) => (each === undefined ? '' : isChinese ? each.title : (each.titleEn ?? each.title)))
      .join(isChinese ? '、' : ', ');
  const zh = [stage.title, placesWords(stage).zh];
  const en = [stage.titleEn ?? stage.title, placesWords(stage).en];
  if (stage.alternates > 0) {
    zh.push('候补 ' + grouped(stage.alternates) + ' 名');
    en.push(grouped(stage.alternates) + ' alternates');
  }
  if (stage.groups.length > 0) {
    zh.push('限' + stage.groups.join('、'));
    en.push('from ' + stage.groups.join(', '));
  }
  if (stage.from.length > 0) {
    zh.push('只在“' + titles(stage.from, true) + '”的中签者中');
    en.push('among winners of ' + titles(stage.from, false));
  }
  if (stage.except.length > 0) {
    const isAllBefore = stage.except.length === stage.id - 1;
    zh.push(isAllBefore ? '此前已中签的不再参加' : '“' + titles(stage.except, true) + '”的中签者不再参加');
    en.push(isAllBefore ? 'without earlier winners' : 'without winners of ' + titles(stage.except, false));
  }
  const join = /^join (\d+)$/.exec(stage.unfilled);
  if (join !== null) {
    zh.push('余下名额并入“' + titles([Number(join[1])], true) + '”');
    en.push('places left go to ' + titles([Number(join[1])], false));
  }
  if (stage.overflow === 'stop' && stage.places !== 'all') {
    zh.push('名额放不下的一户不中签');
    en.push('an entry that needs more places than are left does not win');
  }
  return { zh: zh.join('，'), en: en.join(', ') };
}

function placesWords(stage: Stage): Both {
  if (stage.places === 'all') {
    return { zh: '每位参加者一个顺序号', en: 'an order number for everybody' };
  }
  return stage.places === 'open'
    ? { zh: '名额封存前确定', en: 'places set before the seal' }
    : { zh: grouped(stage.places) + ' 名', en: grouped(stage.places) + (stage.places === '1' ? ' place' : ' places') };
}

function chance(rules: Rules, seal: Terms): Both {
  const parties = seal.contributors?.length ?? 0;
  if (rules.entropy === 'ceremony') {
    return {
      zh: '随机数来自 ' + parties + ' 家独立机构事先承诺、启动后当众开启的秘密，不使用网络。',
      en:
        'Chance comes from secrets of ' +
        parties +
        ' independent organisations, committed beforehand and opened in public after the press; no network is used.',
    };
  }
  const delta = seal.deltaS ?? 120;
  const isTest = isTestBeacon(seal.chain);
  return {
    zh:
      '主办方与公证员共同封存、共同启动；随机数是启动 ' +
      durationWords(delta, true) +
      (isTest ? '后测试信标的数，其持有人事先知道，仅限演练' : '后才产生的公共信标') +
      (parties > 0 ? '，另有 ' + parties + ' 方事先承诺的秘密' : '') +
      '。',
    en:
      'Organiser and notary seal and press together; chance is ' +
      (isTest ? "a test beacon's number of " : "a public beacon's number that exists only ") +
      durationWords(delta, false) +
      ' after the press' +
      (isTest ? ', which its holder knows beforehand: for rehearsals only' : '') +
      (parties > 0 ? ', with secrets that ' + parties + (parties === 1 ? ' party' : ' parties') + ' committed to before' : '') +
      '.',
  };
}

function end(seal: Terms): Both {
  const by = pressBy(seal);
  return {
    zh: by.zh + '无人启动即自动启动，结果有约束力；任何人都可用证明包复算。',
    en: 'Unpressed ' + by.en + ', it runs by itself and is binding; anybody can recompute it from the bundle.',
  };
}

function pressBy(seal: Terms): Both {
  if (seal.pressByMs !== undefined) {
    return { zh: '北京时间 ' + beijing(seal.pressByMs) + ' 仍', en: 'by ' + beijing(seal.pressByMs) + ' (UTC+8)' };
  }
  const afterS = seal.pressByS;
  return afterS === undefined
    ? { zh: '到最迟启动时间仍', en: 'by its last time' }
    : { zh: '封存后 ' + durationWords(afterS, true) + '仍', en: durationWords(afterS, false) + ' after the seal' };
}
