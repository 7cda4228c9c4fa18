package twoseal.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import twoseal.core.Bytes;

/** BUN-1: one form, and one that stock tools read. */
class CanonicalZipTest {
  @Test
  void stockReadersReadIt() throws IOException {
    var zip = new CanonicalZip().add("a", Bytes.utf8("one")).add("文/b", new byte[0]).bytes();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      var first = in.getNextEntry();
      assertThat(first).isNotNull();
      assertThat(first.getName()).isEqualTo("a");
      assertThat(in.readAllBytes()).isEqualTo(Bytes.utf8("one"));
      var second = in.getNextEntry();
      assertThat(second).isNotNull();
      assertThat(second.getName()).isEqualTo("文/b");
      assertThat(in.getNextEntry()).isNull();
    }
  }

  @Test
  void theSameMembersGiveTheSameBytes() {
    var once = new CanonicalZip().add("a", new byte[] {1}).bytes();
    assertThat(new CanonicalZip().add("a", new byte[] {1}).bytes()).isEqualTo(once);
    assertThat(new CanonicalZip().add("a", new byte[] {2}).bytes()).isNotEqualTo(once);
  }

  @Test
  void theReadmeIsTheSpecifications() throws IOException {
    assertThat(Readme.TEXT)
        .isEqualTo(Files.readString(Path.of("../spec/vectors/bundle/README.txt")));
  }
}
