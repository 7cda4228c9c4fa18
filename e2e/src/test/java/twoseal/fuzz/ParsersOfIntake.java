package twoseal.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import twoseal.core.MalformedException;
import twoseal.intake.IntakeOptions;
import twoseal.intake.IntakeProgress;
import twoseal.intake.IntakeResult;
import twoseal.intake.ListFiles;
import twoseal.intake.ListFolder;
import twoseal.intake.ListIntake;
import twoseal.intake.ListMapping;
import twoseal.intake.ListSource;
import twoseal.intake.PrivateList;
import twoseal.intake.PrivateListException;
import twoseal.intake.PublicList;
import twoseal.intake.rules.RulesFile;
import twoseal.intake.rules.RulesFileException;
import twoseal.list.Label;

/** Foreign lists are answered; rules files and our own list files are refused by one exception. */
final class ParsersOfIntake {
  private static final char[] PASSPHRASE = "correct horse battery".toCharArray();
  private static final String CSV =
      """
      姓名,身份证号,组别,权重
      "张,三",999999000000000018,甲,2
      李四,99999900000000019X,乙,24
      """;
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final Path folder;
  private final List<Parser> parsers = new ArrayList<>();

  private ParsersOfIntake(Path folder) {
    this.folder = folder;
  }

  static List<Parser> all(Path folder) throws Exception {
    var all = new ParsersOfIntake(folder);
    all.foreignLists();
    all.rules();
    all.ownFiles();
    return all.parsers;
  }

  private void foreignLists() throws IOException {
    var csvs = new ArrayList<byte[]>();
    csvs.add(CSV.getBytes(UTF_8));
    csvs.add(CSV.getBytes(Charset.forName("GB18030")));
    csvs.add(CSV.replace(',', '\t').getBytes(UTF_8));
    csvs.add(examples("csv").getFirst());
    parsers.add(Parser.of("csv", Set.of(), csvs, this::take));
    var parts = parts();
    parsers.add(Parser.of("xlsx", Set.of(), List.of(zip(parts)), this::take));
    for (var part : parts.entrySet()) {
      parsers.add(
          Parser.of(
              "xlsx " + part.getKey().replaceAll(".*/", ""),
              Set.of(),
              List.of(part.getValue()),
              in -> {
                var changed = new LinkedHashMap<>(parts);
                changed.put(part.getKey(), in);
                take(zip(changed));
              }));
    }
  }

  private void rules() throws IOException {
    parsers.add(
        Parser.of("rules", RulesFileException.class, examples("yaml"), in -> RulesFile.read(in)));
  }

  private void ownFiles() throws Exception {
    var list = folder.resolve("list");
    var options =
        IntakeOptions.toFolder(list, PASSPHRASE)
            .withIterations(1_000)
            .withSync(false)
            .withWorkers(1);
    var mapping = ListMapping.automatic(new Label("全体"), Set.of());
    var source = ListSource.ofStream(new ByteArrayInputStream(CSV.getBytes(UTF_8)));
    if (!(new ListIntake(source, mapping, options, IntakeProgress.none()).run()
        instanceof IntakeResult.Taken)) {
      throw new IllegalStateException("the list was not taken");
    }
    var files = new ListFolder(list);
    var lines = Files.readAllBytes(files.publicLines());
    parsers.add(
        Parser.of(
            "public list",
            MalformedException.class,
            List.of(lines),
            in -> PublicList.summary(Files.write(folder.resolve("fuzz.csv"), in))));
    try (var all = Files.list(list)) {
      for (var file : all.sorted().filter(Files::isRegularFile).toList()) {
        var bytes = Files.readAllBytes(file);
        parsers.add(
            new Parser(
                "list folder " + file.getFileName(),
                Set.of(MalformedException.class, PrivateListException.class),
                List.of(bytes),
                in -> {
                  Files.write(file, in);
                  try {
                    read(files);
                  } finally {
                    Files.write(file, bytes);
                  }
                },
                Parser.STRETCHED_MAX));
      }
    }
  }

  private static void read(ListFolder files) throws IOException, InterruptedException {
    try (var list = ListFiles.open(files.path())) {
      list.verify();
    }
    PrivateList.open(files, PASSPHRASE).forEach(e -> e.record().values());
  }

  private void take(byte[] input) throws IOException, InterruptedException {
    var source = ListSource.ofStream(new ByteArrayInputStream(input));
    var mapping = ListMapping.automatic(new Label("全体"), Set.of());
    var options = IntakeOptions.rootOnly().withScratch(folder).withWorkers(1);
    var result = new ListIntake(source, mapping, options, IntakeProgress.none()).run();
    if (result instanceof IntakeResult.Refused refused && refused.report().errors() == 0) {
      throw new IllegalStateException("refused without an error");
    }
  }

  private static List<byte[]> examples(String ending) throws IOException {
    try (var files = Files.walk(Path.of("..", "examples"))) {
      var all = new ArrayList<byte[]>();
      for (var file : files.filter(f -> f.toString().endsWith("." + ending)).sorted().toList()) {
        if (Files.size(file) < 20_000) {
          all.add(Files.readAllBytes(file));
        }
      }
      return all;
    }
  }

  private static Map<String, byte[]> parts() {
    var parts = new LinkedHashMap<String, byte[]>();
    put(
        parts,
        "[Content_Types].xml",
        """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
        <Override PartName="/xl/workbook.xml" ContentType="\
        application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
        <Override PartName="/xl/sharedStrings.xml" ContentType="\
        application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>\
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="\
        application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>\
        """);
    put(
        parts,
        "_rels/.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + "<Relationship Id='r1' Type='"
            + RELATIONS
            + "/officeDocument' Target='xl/workbook.xml'/></Relationships>");
    put(
        parts,
        "xl/workbook.xml",
        "<workbook xmlns='"
            + MAIN
            + "' xmlns:r='"
            + RELATIONS
            + "'><sheets><sheet name='名单' sheetId='1' r:id='r1'/></sheets></workbook>");
    put(
        parts,
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + "<Relationship Id='r1' Type='"
            + RELATIONS
            + "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='"
            + RELATIONS
            + "/sharedStrings' Target='sharedStrings.xml'/></Relationships>");
    put(
        parts,
        "xl/sharedStrings.xml",
        "<sst xmlns='"
            + MAIN
            + "' count='3' uniqueCount='3'><si><t>姓名</t></si><si><t>id</t></si><si><r><t>张"
            + "</t></r><r><t>三</t></r></si></sst>");
    put(
        parts,
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns='"
            + MAIN
            + "'><dimension ref='A1:B3'/><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c>"
            + "<c r='B1' t='s'><v>1</v></c></row><row r='2'><c r='A2' t='s'><v>2</v></c>"
            + "<c r='B2'><v>330102</v></c></row><row r='3'><c r='A3' t='inlineStr'><is><t>李四</t>"
            + "</is></c><c r='B3' s='1'><f>1+1</f><v>2</v></c></row><row r='4'>"
            + "<c r='A4' t='b'><v>1</v></c><c r='B4' t='e'><v>#REF!</v></c></row></sheetData>"
            + "</worksheet>");
    return parts;
  }

  private static void put(Map<String, byte[]> parts, String name, String text) {
    parts.put(name, text.getBytes(UTF_8));
  }

  private static byte[] zip(Map<String, byte[]> parts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
