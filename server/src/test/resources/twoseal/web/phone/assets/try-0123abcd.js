export const one = 1; // for the test of what is served
