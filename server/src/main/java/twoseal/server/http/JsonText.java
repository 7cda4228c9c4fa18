package twoseal.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import twoseal.core.MalformedException;

/**
 * Records to JSON and back, strictly: no unknown, repeated or missing member, no word for a number.
 * What may be missing is an {@link Optional}.
 */
public final class JsonText {
  private static final Set<Class<?>> MAY_BE_MISSING =
      Set.of(Optional.class, OptionalInt.class, OptionalLong.class);

  private final JsonMapper mapper =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .build();

  /** A value's bytes. */
  public byte[] write(Object value) {
    return mapper.writeValueAsBytes(value);
  }

  /**
   * Reads a value.
   *
   * @throws MalformedException on anything else; it names the member, never a value
   */
  public <T> T read(byte[] json, Class<T> type) {
    try {
      var tree = mapper.readTree(json);
      requireMembers(tree, type, "");
      return mapper.treeToValue(tree, type);
    } catch (JacksonException malformed) {
      throw new MalformedException("JSON: " + where(malformed));
    }
  }

  private static String where(JacksonException malformed) {
    var path = new StringBuilder();
    for (var reference : malformed.getPath()) {
      path.append('/').append(reference.getPropertyName());
    }
    return path.isEmpty() ? "a document of the contract's form" : path.substring(1);
  }

  /** Jackson would put null or zero in the place of what is missing. */
  private static void requireMembers(JsonNode node, Type type, String path) {
    if (type instanceof ParameterizedType list && node.isArray()) {
      for (var item : node) {
        requireMembers(item, list.getActualTypeArguments()[0], path + "[]");
      }
    } else if (type instanceof ParameterizedType optional
        && MAY_BE_MISSING.contains(optional.getRawType())) {
      requireMembers(node, optional.getActualTypeArguments()[0], path);
    }
    if (!(type instanceof Class<?> record) || !record.isRecord()) {
      return;
    }
    if (!node.isObject()) {
      throw new MalformedException("JSON: an object as " + (path.isEmpty() ? "/" : path));
    }
    for (var component : record.getRecordComponents()) {
      var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
      var name = renamed == null ? component.getName() : renamed.value();
      var value = node.get(name);
      if (value != null && !value.isNull()) {
        requireMembers(value, component.getGenericType(), path + "/" + name);
      } else if (!MAY_BE_MISSING.contains(component.getType()) || value != null) {
        throw new MalformedException("JSON: the member " + (path + "/" + name).substring(1));
      }
    }
  }
}
