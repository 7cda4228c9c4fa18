package twoseal.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twoseal.list.Label;

/** Spreadsheets, written here part by part so that they can be wrong in every way. */
class XlsxTest {
  private static final String HEAD = "<row r='1'>" + text("A1", "姓名") + text("B1", "id") + "</row>";

  @TempDir Path temp;

  @Test
  void takesTextAndShortNumbersAndSkipsClearedRows() throws Exception {
    var rows =
        HEAD
            + "<row r='3'>"
            + text("A3", "张\"三\", 先生")
            + "<c r='B3'><v>330102</v></c></row>"
            + "<row r='4'><c r='A4'/><c r='B4'/></row>"
            + "<row r='6'>"
            + text("A6", "李四")
            + text("B6", "330102199001011234")
            + "<c r='C6' s='1'/></row>";

    Lists.taken(Lists.bytes(workbook(rows)), Lists.into(temp));

    var list = PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE);
    var all = new Label("全体");
    assertThat(list.entry(all, 1).record().values()).containsExactly("张\"三\", 先生", "330102");
    assertThat(list.entry(all, 2).record().values()).containsExactly("李四", "330102199001011234");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "FORMULA_CELL         | <c r='B3'><f>1+1</f><v>2</v></c>",
        "NUMBER_CELL_TOO_LONG | <c r='B3'><v>330102199001011234</v></c>",
        "NUMBER_CELL_TOO_LONG | <c r='B3'><v>3.30102199001011E+17</v></c>",
        "UNREADABLE_CELL      | <c r='B3' t='e'><v>#REF!</v></c>",
        "CONTROL_CHARACTER    | <c r='B3' t='inlineStr'><is><t>a&#10;b</t></is></c>",
        "CONTROL_CHARACTER    | <c r='B3' t='inlineStr'><is><t>A&#x200B;1</t></is></c>",
        "CONTROL_CHARACTER    | <c r='B3' t='inlineStr'><is><t>A1&#xE0041;</t></is></c>",
        "EMPTY_VALUE          | <c r='B3'/>",
      })
  void refusesCellsThatCannotBeTrusted(IntakeReason reason, String cell) throws Exception {
    var rows = HEAD + "<row r='3'>" + text("A3", "张三") + cell + "</row>";

    var report = Lists.refused(Lists.bytes(workbook(rows)), IntakeOptions.rootOnly());

    assertThat(report.first()).containsExactly(new LineError(3, 2, "id", reason, ""));
  }

  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "14 | 46082      | 2026-03-01",
        "22 | 46082.3125 | 2026-03-01 07:30:00",
        "31 | 46082      | 2026-03-01",
        "57 | 1          | 1900-01-01",
        "90 | 46082      | 2026-03-01",
        "91 | 46082      | 46082",
        "92 | 46082      | 46082",
        "1  | 46082      | 46082",
      })
  void keepsDatesAsPeopleSeeThem(int format, String number, String text) throws Exception {
    var rows = HEAD + "<row r='2'>" + text("A2", "张三") + "<c r='B2' s='1'><v>%s</v></c></row>";

    Lists.taken(Lists.bytes(workbook(rows.formatted(number), styles(format))), Lists.into(temp));

    var list = PrivateList.open(new ListFolder(temp), Lists.PASSPHRASE);
    assertThat(list.entry(new Label("全体"), 1).record().values()).containsExactly("张三", text);
  }

  @ParameterizedTest
  @CsvSource({"-1", "0", "2958466", "1E300"})
  void refusesDatesThatAreNone(String number) throws Exception {
    var rows = HEAD + "<row r='2'>" + text("A2", "张三") + "<c r='B2' s='1'><v>%s</v></c></row>";
    var source = Lists.bytes(workbook(rows.formatted(number), styles(14)));

    assertThat(Lists.refused(source, IntakeOptions.rootOnly()).counts())
        .containsOnlyKeys(IntakeReason.UNREADABLE_CELL);
  }

  @Test
  void choosesTheSheetByName() throws Exception {
    var source =
        Lists.bytes(workbook(HEAD + "<row r='2'>" + text("A2", "张三") + text("B2", "1") + "</row>"));
    assertThat(Lists.taken(source.withSheet("名单"), IntakeOptions.rootOnly()).root().entries())
        .isEqualTo(1);
    var other = Lists.bytes(workbook(HEAD)).withSheet("没有");
    assertThat(Lists.refused(other, IntakeOptions.rootOnly()).counts())
        .containsOnlyKeys(IntakeReason.XLSX_SHEET);
  }

  @Test
  void stopsInflatingABomb() throws Exception {
    var bomb = zip("xl/worksheets/sheet1.xml", new byte[50 << 20]);

    var report = Lists.refused(Lists.bytes(bomb), IntakeOptions.rootOnly());

    assertThat(report.counts()).containsOnlyKeys(IntakeReason.XLSX_LIMIT);
  }

  @Test
  void countsTheFilesOfAnArchive() throws Exception {
    var limits = new IntakeLimits(1 << 20, 200, 10, 10, 3, 1 << 20, 100);
    var report =
        Lists.refused(Lists.bytes(workbook(HEAD)), IntakeOptions.rootOnly().withLimits(limits));

    assertThat(report.counts()).containsOnlyKeys(IntakeReason.XLSX_LIMIT);
  }

  @Test
  void refusesBrokenOnes() throws Exception {
    var whole = workbook(HEAD);
    for (var length : new int[] {4, 100, whole.length / 2, whole.length - 1}) {
      var cut = Arrays.copyOf(whole, length);
      assertThat(Lists.refused(Lists.bytes(cut), IntakeOptions.rootOnly()).counts())
          .containsOnlyKeys(IntakeReason.XLSX_BROKEN);
    }
    var noWorkbook = zip("hello.txt", new byte[10]);
    assertThat(Lists.refused(Lists.bytes(noWorkbook), IntakeOptions.rootOnly()).counts())
        .containsOnlyKeys(IntakeReason.XLSX_BROKEN);
    var badXml = workbook("<row r='1'><c></row>");
    assertThat(Lists.refused(Lists.bytes(badXml), IntakeOptions.rootOnly()).counts())
        .containsOnlyKeys(IntakeReason.XLSX_BROKEN);
  }

  private static String text(String place, String text) {
    return "<c r='%s' t='inlineStr'><is><t>%s</t></is></c>".formatted(place, text);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  /** Style 1 has the format; 90 is a date in Chinese words, 91 and 92 only look like one. */
  private static String styles(int format) {
    return """
    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>
    <numFmt numFmtId="90" formatCode="[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>
    <numFmt numFmtId="91" formatCode="[Red]#,##0.00_);&quot;days&quot; 0\\d"/>
    <numFmt numFmtId="92" formatCode="General&quot;days&quot;"/>
    </numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="%d"/></cellXfs></styleSheet>
    """
        .formatted(format);
  }

  private static byte[] workbook(String rows) throws IOException {
    return workbook(rows, styles(0));
  }

  private static byte[] workbook(String rows, String styles) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    var relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    try (var zip = new ZipOutputStream(bytes)) {
      part(
          zip,
          "[Content_Types].xml",
          """
          <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Override PartName="/xl/workbook.xml" ContentType="\
          application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
          <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\
          application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
          <Override PartName="/xl/styles.xml" ContentType="\
          application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
          """);
      part(
          zip,
          "_rels/.rels",
          """
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>
          """
              .formatted(relations));
      part(
          zip,
          "xl/workbook.xml",
          """
          <workbook xmlns="%s" xmlns:r="%s"><sheets>
          <sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>
          """
              .formatted(main, relations));
      part(
          zip,
          "xl/_rels/workbook.xml.rels",
          """
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>
          <Relationship Id="r2" Type="%s/styles" Target="styles.xml"/></Relationships>
          """
              .formatted(relations, relations));
      part(zip, "xl/styles.xml", styles);
      part(
          zip,
          "xl/worksheets/sheet1.xml",
          "<worksheet xmlns='" + main + "'><sheetData>" + rows + "</sheetData></worksheet>");
    }
    return bytes.toByteArray();
  }

  private static void part(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.strip().getBytes(StandardCharsets.UTF_8));
  }
}
