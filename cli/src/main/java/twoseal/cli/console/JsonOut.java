package twoseal.cli.console;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes the fields of one JSON object, in the order they are given. */
public final class JsonOut {
  private final JsonGenerator json;

  JsonOut(JsonGenerator json) {
    this.json = json;
  }

  public JsonOut text(String name, String value) {
    json.writeStringProperty(name, value);
    return this;
  }

  /** A whole number; readers must not round it to a double. */
  public JsonOut number(String name, long value) {
    json.writeNumberProperty(name, value);
    return this;
  }

  public JsonOut flag(String name, boolean value) {
    json.writeBooleanProperty(name, value);
    return this;
  }

  /** A field that has no value: JSON's null. */
  public JsonOut none(String name) {
    json.writeNullProperty(name);
    return this;
  }

  public JsonOut object(String name, Consumer<JsonOut> fields) {
    json.writeName(name);
    return object(fields);
  }

  /** A field whose value is JSON already, from a writer that is trusted to be one. */
  public JsonOut raw(String name, String value) {
    json.writeName(name);
    json.writeRawValue(value);
    return this;
  }

  public JsonOut texts(String name, Iterable<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
    return this;
  }

  public JsonOut numbers(String name, Iterable<? extends Number> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(value -> json.writeNumber(value.longValue()));
    json.writeEndArray();
    return this;
  }

  /** An array with one object per value. */
  public <T> JsonOut array(String name, Iterable<T> values, BiConsumer<JsonOut, T> fields) {
    json.writeArrayPropertyStart(name);
    values.forEach(value -> object(out -> fields.accept(out, value)));
    json.writeEndArray();
    return this;
  }

  JsonOut object(Consumer<JsonOut> fields) {
    json.writeStartObject();
    fields.accept(this);
    json.writeEndObject();
    return this;
  }
}
