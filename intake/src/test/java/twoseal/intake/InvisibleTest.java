package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.list.Label;

/** What nobody sees is refused: in identities all of it, elsewhere what no name is written with. */
class InvisibleTest {
  private static final String ID = "99999900000011105X";

  @TempDir Path temp;

  /** First and last of every range of Default_Ignorable_Code_Point, and what else shows nothing. */
  static IntStream unseen() {
    return IntStream.of(
        0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x180F, 0x200B,
        0x200C, 0x200D, 0x200F, 0x202A, 0x202E, 0x2060, 0x2065, 0x206F, 0x2800, 0x3164, 0xFE00,
        0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0, 0xFFF8, 0xFFF9, 0xFFFC, 0x13430, 0x13441, 0x16FE4, 0x1BCA0,
        0x1BCA3, 0x1D159, 0x1D173, 0x1D17A, 0xE0000, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xE01EF,
        0xE0FFF);
  }

  /** What names are written with, in its place. */
  static Stream<String> names() {
    return Stream.of(
        "𬱖㐀明", // planes 2 and 0
        "\uD884\uDFB0明", // plane 3, of a later Unicode
        "\uE863明", // from an older system's own hanzi
        "葛\uDB40\uDD00城", // a registered variant
        "﨑\uFE00",
        "نرگس\u200Cخاتون", // two words, written as one
        "ක්\u200Dරිස්",
        "ᠪᠠ\u180Bᠲᠤ\u180Eᠠ",
        "买买提·吐尔逊",
        "Zoë O’Brien");
  }

  @ParameterizedTest
  @MethodSource("unseen")
  void noIdentityHidesAnything(int hidden) throws Exception {
    for (var column : List.of("id", "证件号码", "身份证号", "统一社会信用代码", "phone")) {
      for (var at : new int[] {0, 9, ID.length()}) {
        var id = new StringBuilder(ID).insert(at, Character.toString(hidden));
        var csv = "姓名," + column + "\n甲甲," + ID + "\n甲甲," + id + "\n";

        var report = Lists.refused(Lists.text(csv), IntakeOptions.rootOnly());

        assertThat(report.first())
            .contains(new LineError(3, 2, column, IntakeReason.CONTROL_CHARACTER, ""));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0xE000, 0xF8FF, 0xF0000, 0x10FFFD, 0x0378, 0x1FFFD, 0xD7FF, 0xEFFFD})
  void noIdentityHoldsWhatNoFontNeedHave(int odd) throws Exception {
    var csv = "姓名,id\n甲甲,A1" + Character.toString(odd) + "\n";

    var report = Lists.refused(Lists.text(csv), IntakeOptions.rootOnly());

    assertThat(report.first())
        .containsExactly(new LineError(2, 2, "id", IntakeReason.CONTROL_CHARACTER, ""));
  }

  @ParameterizedTest
  @MethodSource("unseen")
  void noOtherTextHasItOutOfPlace(int hidden) throws Exception {
    for (var text : List.of("", "甲甲", "甲 ")) {
      for (var twice : List.of("", Character.toString(hidden))) {
        if (text.equals("甲甲") && twice.isEmpty()) {
          continue;
        }
        var name = text + Character.toString(hidden) + twice;
        var csv = "姓名,组别\n甲甲,甲\n" + name + ",甲\n乙乙," + name + "\n";

        var report = Lists.refused(Lists.text(csv), IntakeOptions.rootOnly());

        assertThat(report.first())
            .containsExactly(
                new LineError(3, 1, "姓名", IntakeReason.CONTROL_CHARACTER, ""),
                new LineError(4, 2, "组别", IntakeReason.CONTROL_CHARACTER, ""));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00AD, 0x200B, 0x2060, 0x2800, 0x3164, 0xE0041})
  void noHeaderHidesAColumnOfDocuments(int hidden) throws Exception {
    var name = "证件号码" + Character.toString(hidden);
    var csv = "\n姓名," + name + "\n甲甲,A1\n甲甲,A1\n";

    var report = Lists.refused(Lists.text(csv), IntakeOptions.rootOnly());

    assertThat(report.first())
        .containsExactly(new LineError(2, 2, name, IntakeReason.CONTROL_CHARACTER, ""));
  }

  @Test
  void noIdentityHidesAnythingInGb18030() throws Exception {
    var csv = "姓名,id\n甲甲,A1\u200B\n".getBytes(Charset.forName("GB18030"));

    var report = Lists.refused(Lists.bytes(csv), IntakeOptions.rootOnly());

    assertThat(report.first())
        .containsExactly(new LineError(2, 2, "id", IntakeReason.CONTROL_CHARACTER, ""));
  }

  @Test
  void insideATextOnlyJoinersAndSelectorsStand() {
    var stand =
        unseen().filter(c -> !Invisible.inText("甲" + Character.toString(c) + "乙")).boxed().toList();

    assertThat(stand)
        .containsExactly(0x180B, 0x180E, 0x180F, 0x200C, 0x200D, 0xFE00, 0xFE0F, 0xE0100, 0xE01EF);
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesAreTakenAsTheyAreWritten(String name) throws Exception {
    Lists.taken(Lists.text("姓名,id\n" + name + ",A1\n"), Lists.into(temp));

    var list = PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE);
    assertThat(list.entry(new Label("全体"), 1).record().values()).containsExactly(name, "A1");
  }
}
