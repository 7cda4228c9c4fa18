package twoseal.cli.registry;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.Signer;
import twoseal.desk.Complaint;
import twoseal.desk.keys.KeyFile;

/**
 * The keys a command admits: given as vkeys where the person signs elsewhere, else those in the one
 * key file among the signers that has the person's name and is the last such.
 */
public final class NewKeys {
  @Option(names = "--vkey", paramLabel = "VKEY")
  private Optional<String> vkey;

  @Option(names = "--cosign-vkey", paramLabel = "VKEY")
  private Optional<String> cosignVkey;

  /**
   * The key for commands.
   *
   * @throws Complaint if none is given
   */
  NoteKey key(String person, List<KeyFile> signers) {
    return vkey.map(NewKeys::parse)
        .or(() -> file(person, signers).map(file -> file.signer().key()))
        .orElseThrow(() -> Complaint.usage("complaint.no-new-key", person));
  }

  /** The key for cosignatures, which witnesses have. */
  Optional<NoteKey> cosignKey(String person, List<KeyFile> signers) {
    if (vkey.isPresent() || cosignVkey.isPresent()) {
      return cosignVkey.map(NewKeys::parse);
    }
    return file(person, signers).flatMap(KeyFile::cosigner).map(Signer::key);
  }

  private static Optional<KeyFile> file(String person, List<KeyFile> signers) {
    return signers.stream()
        .filter(file -> file.signer().key().name().equals(person))
        .reduce((earlier, later) -> later);
  }

  private static NoteKey parse(String vkey) {
    try {
      return NoteKey.parse(vkey);
    } catch (MalformedException malformed) {
      throw Complaint.usage("complaint.vkey", vkey, malformed.expected()).because(malformed);
    }
  }
}
