package twoseal.verifier;

/** An entry's public line, [LIST-1]; the commitment as hex. */
record PublicLine(
    String text, long number, String group, long weight, long seats, String commitment) {
  static PublicLine read(String text, Form form) {
    var parts = text.split(",", -1);
    var isLine = parts.length == 5 && Form.isLabel(parts[1]) && Bytes.isHex(parts[4], 32, 32);
    var number = isLine ? Bytes.number(parts[0], 1, Limits.ENTRIES_MAX) : -1;
    var weight = isLine ? Bytes.number(parts[2], 1, Limits.WEIGHT_MAX) : -1;
    var seats = isLine ? Bytes.number(parts[3], 1, Limits.SEATS_MAX) : -1;
    form.demand(
        number > 0 && weight > 0 && seats > 0, "%s 不是名单行", "not a line of a list: %s", text);
    return new PublicLine(text, number, parts[1], weight, seats, parts[4]);
  }

  SumTree.Node leaf() {
    return SumTree.leaf(text, weight);
  }
}
