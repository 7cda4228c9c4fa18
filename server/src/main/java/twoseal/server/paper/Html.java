package twoseal.server.paper;

import java.util.List;
import twoseal.desk.Language;
import twoseal.server.words.Words;

/**
 * A page in the making. Every text is escaped on its way in; both languages stand beside each
 * other, the reader's first.
 */
final class Html {
  private final StringBuilder page = new StringBuilder();
  private final Language first;

  Html(Language first) {
    this.first = first;
  }

  /** Opens an element. */
  Html open(String element) {
    page.append('<').append(element).append('>');
    return this;
  }

  /** Opens an element of a class. */
  Html open(String element, String kind) {
    page.append('<').append(element).append(" class=\"").append(kind).append("\">");
    return this;
  }

  /** Closes an element. */
  Html close(String element) {
    page.append("</").append(element).append(">\n");
    return this;
  }

  /** A text as it is. */
  Html text(String text) {
    page.append(escaped(text));
    return this;
  }

  /** A sentence, in the reader's language and then the other. */
  Html words(Words words) {
    var second = first == Language.ZH ? Language.EN : Language.ZH;
    span(first, words.in(first), "first");
    if (!words.zh().equals(words.en())) {
      page.append(' ');
      span(second, words.in(second), "beside");
    }
    return this;
  }

  /** An element with a sentence. */
  Html element(String element, Words words) {
    return open(element).words(words).close(element);
  }

  /** An element with a text. */
  Html element(String element, String kind, String text) {
    return open(element, kind).text(text).close(element);
  }

  /** A line of a list of terms. */
  Html term(Words name, String value) {
    return element("dt", name).element("dd", "value", value);
  }

  /** A line of a list of terms. */
  Html term(Words name, Words value) {
    return element("dt", name).element("dd", value);
  }

  /** The head of a table. */
  Html head(List<Words> columns) {
    open("table").open("thead").open("tr");
    columns.forEach(column -> element("th", column));
    return close("tr").close("thead").open("tbody");
  }

  /** The end of a table. */
  Html foot() {
    return close("tbody").close("table");
  }

  /**
   * The whole page.
   *
   * @param style address of its style sheet
   */
  String page(String title, String style) {
    return "<!doctype html>\n<html lang=\""
        + tag(first)
        + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>"
        + escaped(title)
        + "</title>\n<link rel=\"stylesheet\" href=\""
        + escaped(style)
        + "\">\n</head>\n<body>\n"
        + page
        + "</body>\n</html>\n";
  }

  private void span(Language language, String text, String kind) {
    page.append("<span class=\"")
        .append(kind)
        .append("\" lang=\"")
        .append(tag(language))
        .append("\">")
        .append(escaped(text))
        .append("</span>");
  }

  private static String tag(Language language) {
    return language == Language.ZH ? "zh-CN" : "en";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
