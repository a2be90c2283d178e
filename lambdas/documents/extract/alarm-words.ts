/**
 * Beginnings of words that speak of a dose which was not given, is still to come or is somebody else's, or that take
 * back what stands beside them: English, then some of other languages. Long enough to begin no other word.
 */
const STEMS =
  'refus declin reject withh withdr deferr deferral deferment postpon delay cancel waiv exempt contraindic contra allerg ' +
  'anaphyla intoler advers reaction hypersens titer titre serolog antibod immunity disease infect missed missing skip ' +
  'omit overdue upcoming future schedul planned planning propos recommend suggest advise advisor request requisit prescri ' +
  'appointment remind pending await expect intend instead consent authoriz authoris objec specimen templat exampl wasted ' +
  'discard expir recall spoil invalid error erron mistak correct unknown unsure uncertain unclear illegib ' +
  'estimat approx presum alleged verbal illness fever pregnan absent unable fail incomplet interrupt abort stopped ' +
  'without forecast eligib offer discuss counsel educat prefer interested wrong duplic previous elsewhere ' +
  'histor reason comment reschedul tomorrow unvacc unimmun unavail househol sibling animal ' +
  // What makes a sheet of paper worth nothing.
  'annul anull anul revoqu negat nullif nullo nullit revok revoc rescin retract supersed obsolet fictit fictio counterf fraud bogus forged forger ' +
  'fake falsif placehol unverif unconfirm unofficial unsigned unapprov unauthor unregist uncertif unsubstant disput suspend ' +
  'contest simulat exclud dismiss disregard ignor struck delet erase erasing reversed reversal undone barred denied denial halted ceased nixed scrap ' +
  'scratch noncompl nonvalid bypass forego forgo relinquish abstain abstention boycott vetoed quash overrul repeal hypothet tentat ' +
  'rubbish unfit garbage mockup blocked rehears unused unusable unread redact disavow disown disclaim repudiat terminat lapsed ' +
  'inactiv deactiv destroy archived outdated disqualif prohibit forbid restrict nonexist noneligib ineligib ' +
  'rechaz rehus negad alergi contraind proxim pendient programad aplazad vencim caduc exent omitid ningun reporte ' +
  'grandfath grandmoth grandpar neighbo roommat coworker canine feline equine veterin poultry cattle placebo misprint mislab misfil mixup ' +
  'expung stricken decertif decommis botched neutraliz apocryph imaginar pretend demonstr unproven unissued ' +
  'pospuest diferid aplaz fallid ajourn differe zuruckgez ausgefall ausstehend rinviat uitgest mislukt odlozon odlozen halaszt lykat utsatt ' +
  'cancelad borrador desestim invalidad simulac ensayo brouillon perime nullite invalide suspendu factice essai ' +
  'prochain prevu peremption rappel abgelehnt verweiger nicht kein nachst naechst geplant fallig faellig verschob ablauf verfall ' +
  'ungultig ungueltig storn entwurf widerruf entfall gesperrt falsch abgesagt aufgehob nichtig loschung probe ' +
  'bozza rifiut scadut sospes vervall ongeld ingetrok geweiger niewazn odmow ogiltig ugyldig ugildig mitaton makul gecersiz iptal rascunho cancelamento ' +
  'recusad invalido neplatn ervenytelen nevazec nevazeci';
/** Whole words that do the same. */
const WORDS =
  'no not non none nil never neither nor n na tbd tba if may maybe might should shall will would unless until before or ' +
  'either cannot due next planning plan plans planned order orders ordered ordering void voided sample test testing draft ' +
  'demo training trainee copy miss misses want wants wanted wish wishes wished sick ill hold held pend opt opted lack ' +
  'lacks lacking past prior later soon return returns returned false amend amended cross crossed out stop wrongly wait ' +
  'waiting waitlist quote invoice price stock inventory mother father brother sister spouse dog cat pet afraid fear ' +
  'uncle aunt cousin nephew niece trial research study nope nah ' +
  'null nul nulo nula nulle nullified mock sham hoax moot veto halt cease nix dummy junk trash deny barred only nobody nowhere nothing undo ' +
  'unlawful practise concept kladde koncept prova teste copia kopie kopia kopi ' +
  'sin cita negativo negativa pas sans aucun aucune refuse impfmuster muster nein keine';

export const ALARM = new RegExp(
  `^(?:(?:${STEMS.split(' ').join('|')})[a-z]*|${WORDS.split(' ').join('|')})$`,
);

/** The same in writing that has no Latin letters. */
export const ALARM_ELSEWHERE =
  /отказ|отмен|аннул|недейств|неверн|ошиб|чернов|образец|копия|просроч|не\s?привит|[αά]κ[υύ]ρ|无效|無效|無効|作废|作廢|取消|拒|样本|樣本|見本|キャンセル|무효|취소|거부|견본|ملغ|لاغ|مرفوض|רפט|בטל|मना|रद्द|अमान्य|ยกเลิก/iu;
