package twoseal.server.act;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import twoseal.server.http.Problem;

/**
 * What is to be drafted; the members are the contract's, which ones are needed follows from the
 * kind.
 */
public record NewAct(
    String kind,
    Optional<String> id,
    Optional<String> organisation,
    Optional<String> name,
    Optional<String> nameEn,
    Optional<String> person,
    Optional<String> role,
    Optional<String> key,
    Optional<String> cosignKey,
    Optional<String> reason,
    Optional<Boolean> lost,
    Optional<String> draw,
    Optional<String> digest,
    Optional<String> text,
    Optional<String> preparation,
    Optional<String> list,
    Optional<String> listState,
    Optional<Map<String, Long>> places,
    Optional<Long> pressByMs,
    Optional<String> contributor,
    Optional<String> value,
    Optional<String> nonce,
    Optional<Long> number,
    Optional<String> group,
    Optional<String> code,
    Optional<String> words,
    Optional<Integer> stage,
    Optional<Long> order,
    @JsonProperty("for") Optional<Long> forOrder,
    Optional<Long> signingS) {
  /**
   * A member that the kind needs.
   *
   * @throws Problem 422 if it is missing
   */
  static <T> T need(Optional<T> member, String name) {
    return member.orElseThrow(() -> new Problem(422, "act.missing", name));
  }
}
