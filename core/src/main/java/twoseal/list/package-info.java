/** Entry lists: public lines, commitments, Merkle-sum trees and their proofs (spec/list.md). */
@NullMarked
package twoseal.list;

import org.jspecify.annotations.NullMarked;
