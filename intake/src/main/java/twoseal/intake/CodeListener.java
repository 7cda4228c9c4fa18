package twoseal.intake;

/**
 * Hears of the code of every entry ([LIST-11]) while a list is taken, when the salts are at hand
 * anyway. What it has heard counts only if the list is taken in the end.
 */
@FunctionalInterface
public interface CodeListener {
  /** Who hears what one of the intake's threads makes; the others have visitors of their own. */
  PrivateList.CodeVisitor forOneThread();
}
