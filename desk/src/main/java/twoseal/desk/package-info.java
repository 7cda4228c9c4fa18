/**
 * What every front of the program stands on: its sentences in both languages, what can be
 * complained of, what it leaves with, files that are written whole. Knows no front: nothing here
 * prints, asks, or reads a command line.
 */
@NullMarked
package twoseal.desk;

import org.jspecify.annotations.NullMarked;
