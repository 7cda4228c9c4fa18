package twoseal.bundle;

/** What a bundle says of itself to who opens it ([BUN-2]). */
final class Readme {
  static final String TEXT =
      """
      Twoseal 证明包 / proof bundle, twoseal/bundle/1

      本文件包含一次公开摇号（抽奖）的全部证据。任何人都可以用自己信任的程序，
      依照公开的规范复算抽签结果，不需要相信主办方、公证机构或本文件的提供者。
      请用官方或自编的验证程序打开整个 ZIP 文件，不要只看其中的文字；
      解压、改名或重新压缩都会使本文件失去证明力。

      This file holds all the evidence of one public draw. Anyone can recompute the result with a program of
      their own choice, from the published specification, without trusting the organiser, the notary or whoever
      handed over this file. Give the whole ZIP to a verifier; do not rely on reading its texts alone. Unpacked,
      renamed or packed anew, it proves nothing.

      draw          这次抽签的账本与案号 / ledger and case number of the draw
      checkpoint    账本检查点与见证方联署 / checkpoint of the ledger, with witnesses' cosignatures
      cosigned/     更早的、有联署的检查点 / earlier checkpoints with cosignatures
      consistency/  更早的检查点与上述检查点一致的证明 / proofs that the ledger only grew since
      entries/      账本条目及其回执 / the ledger's entries and their receipts
      list/         中签与候补条目的公开行、证明、姓名及权重 / lines of the entries rolled, proofs, names, weights
      """;

  private Readme() {}
}
