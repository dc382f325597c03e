import fc from 'fast-check';

// A mutant that a property finds is dead: nobody reads its smallest case.
fc.configureGlobal({ endOnFailure: true });
