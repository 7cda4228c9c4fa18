package twoseal.intake.rules;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import twoseal.draw.Rules;
import twoseal.drum.OverfillRule;
import twoseal.intake.IdentityKind;
import twoseal.intake.Mask;

/**
 * A value that is one of a few words, each in both languages.
 *
 * @param <T> what the words stand for
 */
record Choice<T>(List<Word<T>> words) {
  /** A word: the English, the Chinese, and other Chinese ones that are read too. */
  record Word<T>(T value, String english, String chinese, List<String> others) {
    Word {
      others = List.copyOf(others);
    }
  }

  static final Choice<String> PURPOSES =
      new Choice<>(
          List.of(
              word("number-draw", "number-draw", "摇号"), word("prize-draw", "prize-draw", "抽奖")));

  static final Choice<String> ENTROPIES =
      new Choice<>(
          List.of(
              word(Rules.BEACON, "beacon", "信标", "随机信标"),
              word(Rules.CEREMONY, "ceremony", "现场仪式", "仪式")));

  static final Choice<OverfillRule> OVERFLOWS =
      new Choice<>(
          List.of(
              word(OverfillRule.OVERFILL, "overfill", "录取"),
              word(OverfillRule.STOP, "stop", "停止", "到此为止")));

  static final Choice<SealSettings.Chain> CHAINS =
      new Choice<>(
          List.of(
              word(SealSettings.Chain.QUICKNET, "quicknet", "公共信标"),
              word(SealSettings.Chain.LOCAL, "local", "本地", "本地测试信标")));

  static final Choice<Mask> MASKS =
      new Choice<>(
          List.of(
              word(Mask.SURNAME, "surname", "姓", "首字"),
              word(Mask.LAST4, "last4", "后四位", "末四位"),
              word(Mask.FULL, "full", "全部", "全文")));

  static final Choice<IdentityKind> IDENTITIES =
      new Choice<>(
          List.of(
              word(IdentityKind.ID_CARD, "id-card", "身份证"),
              word(IdentityKind.CREDIT_CODE, "credit-code", "统一社会信用代码", "信用代码"),
              word(IdentityKind.PHONE, "phone", "手机", "电话", "手机号"),
              word(IdentityKind.DOCUMENT, "document", "任意证件", "证件"),
              word(IdentityKind.PLAIN, "plain", "任意内容")));

  /** Places of a stage that are no number. */
  static final Choice<String> PLACES =
      new Choice<>(List.of(word("all", "all", "全部"), word("open", "open", "待定")));

  /** Stages that are named together. */
  static final Choice<String> STAGES =
      new Choice<>(
          List.of(
              word("earlier", "earlier", "此前各轮", "之前各轮", "以前各轮"),
              word("none", "none", "无"),
              word("all", "all", "全部")));

  static final Choice<String> NONE = new Choice<>(List.of(word("none", "none", "无")));

  Choice {
    words = List.copyOf(words);
  }

  Optional<T> find(String text) {
    var spelling = Key.normal(Normalizer.normalize(text, Normalizer.Form.NFKC));
    return words.stream()
        .filter(word ->
            word.english.equals(spelling)
                || word.chinese.equals(spelling)
                || word.others.contains(spelling))
        .map(Word::value)
        .findFirst();
  }

  String spelling(T value, Language language) {
    return words.stream()
        .filter(word -> word.value.equals(value))
        .map(word -> language == Language.CHINESE ? word.chinese : word.english)
        .findFirst()
        .orElseThrow();
  }

  /** As problems name it. */
  String shown() {
    return words.stream()
        .map(word -> word.english + " " + word.chinese)
        .collect(Collectors.joining(", "));
  }

  Optional<String> nearest(String text) {
    return Spelling.nearest(
        Key.normal(text),
        words.stream().flatMap(word -> List.of(word.english, word.chinese).stream()).toList());
  }

  private static <T> Word<T> word(T value, String english, String chinese, String... others) {
    return new Word<>(value, english, chinese, List.of(others));
  }
}
