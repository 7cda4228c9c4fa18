package twoseal.drum;

/** What the drum asks about an entry it rolled, by the entry's number in the pool. */
public interface Entrants {
  /** Everybody has one seat and nobody is skipped. */
  Entrants PLAIN =
      new Entrants() {
        @Override
        public boolean skipped(long entry) {
          return false;
        }

        @Override
        public long seats(long entry) {
          return 1;
        }
      };

  /** Whether the entry was found invalid since the seal. */
  boolean skipped(long entry);

  /** The places that the entry takes, at least 1; asked only while places are open. */
  long seats(long entry);
}
