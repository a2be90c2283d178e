import { compileGlob, pathFilter } from '../../../core/sources';

it.each([
  ['**/*.pdf', 'a.pdf', true],
  ['**/*.pdf', 'deep/er/A.PDF', true],
  ['**/*.pdf', 'a.pdf.part', false],
  ['*.pdf', 'deep/a.pdf', false],
  ['in/**', 'in/a/b.pdf', true],
  ['in/**', 'inn/a.pdf', false],
  ['scan-?.pdf', 'scan-1.pdf', true],
  ['scan-?.pdf', 'scan-12.pdf', false],
  ['{lab,scan}/*.{pdf,tif}', 'lab/x.tif', true],
  ['{lab,scan}/*.{pdf,tif}', 'mail/x.tif', false],
  ['[!~]*.pdf', '~draft.pdf', false],
  ['a+(b).pdf', 'a+(b).pdf', true],
  ['*.pdf', 'línea\n"ünï".pdf', true],
  ['📄*.pdf', '📄1.pdf', true],
])('%s on %j is %s', (pattern, path, expected) => {
  expect(compileGlob(pattern)(path)).toBe(expected);
});

it.each(['{a,b', '[ab'])('names the pattern %s that is not closed', (pattern) => {
  expect(() => compileGlob(pattern)).toThrow(pattern);
});

it('lets an exclusion win over an inclusion', () => {
  const filter = pathFilter(['**/*.pdf'], ['drafts/**']);
  expect(['a.pdf', 'drafts/a.pdf', 'a.txt'].filter(filter)).toEqual(['a.pdf']);
});
