/**
 * Names that mean one CVX code without doubt. "Influenza" or "Hep B" are given under many codes and mean none.
 *
 * @see https://www2.cdc.gov/vaccines/iis/iisstandards/vaccines.asp?rpt=cvx
 */
const cvxOfName: Readonly<Record<string, string>> = {
  mmr: '03',
  mmrv: '94',
  ipv: '10',
  dtap: '20',
  tdap: '115',
  varicella: '21',
  varivax: '21',
  ppv23: '33',
  ppsv23: '33',
  'pneumovax 23': '33',
  pcv13: '133',
  'pcv 13': '133',
  'prevnar 13': '133',
  mcv4p: '114',
  menactra: '114',
  hpv9: '165',
  'gardasil 9': '165',
  'zoster recombinant': '187',
  shingrix: '187',
  proquad: '94',
  'rotavirus, pentavalent': '116',
  rotateq: '116',
  'rotavirus, monovalent': '119',
  rotarix: '119',
  'hep b, adult': '43',
  'hep a, adult': '52',
  boostrix: '115',
  adacel: '115',
};

/** @returns the code, or null when the name has none or several */
export function findVaccine(name: string | null): string | null {
  return cvxOfName[name?.toLowerCase().replace(/\s+/g, ' ').trim() ?? ''] ?? null;
}

/** Whether one of the names stands in a text. */
export function holdsVaccine(text: string): boolean {
  return anyName.test(text);
}

const anyName = new RegExp(`\\b(?:${Object.keys(cvxOfName).join('|')})\\b`, 'i');
