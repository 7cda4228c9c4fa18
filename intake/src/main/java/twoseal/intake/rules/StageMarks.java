package twoseal.intake.rules;

/** Where a stage's values stand, for problems that show only later. */
record StageMarks(Place title, Place places, Place alternates) {}
