// Written by scripts/generate-validators.ts. Do not edit.
var De=()=>{let K={exports:{}};K.exports=be,K.exports.default=be;let ee={$comment:"HL7 FHIR R4 (4.0.1) fhir.schema.json, https://hl7.org/fhir/R4/downloads.html,\
 licensed CC0 1.0. Extract: Immunization and the data types it uses, without descriptions; contained resources and the complex types of Extension.value[x] are l\
eft open.",$ref:"#/definitions/Immunization",definitions:{Annotation:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has n\
o control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1\
 items"},authorReference:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},authorString:{type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E\
-\\u001F]+$",expected:"a string that is not empty and has no control characters"},_authorString:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},time:{
$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_time:{$ref:"\
#/definitions/Element",expected:"a FHIR R4 Element"},text:{$ref:"#/definitions/markdown",expected:"a string that is not empty and has no control characters"},_text:{
$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,type:"object",choice:[{of:["authorReference","authorString"],min:0,max:1,at:"\
author[x]",expected:"at most one of authorReference or authorString",rule:"choice"},{of:["text"],min:1,at:"text",expected:"the text of the note",rule:"required"}],
content:!0,expected:"a FHIR R4 Annotation"},CodeableConcept:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control\
 characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},
coding:{items:{$ref:"#/definitions/Coding",expected:"a FHIR R4 Coding"},type:"array",minItems:1,expected:"an array of at least 1 items"},text:{$ref:"#/definitio\
ns/string",expected:"a string that is not empty and has no control characters"},_text:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,
type:"object",content:!0,expected:"a FHIR R4 CodeableConcept"},Coding:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has \
no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least \
1 items"},system:{$ref:"#/definitions/uri",expected:"a URI without white space"},_system:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},version:{$ref:"\
#/definitions/string",expected:"a string that is not empty and has no control characters"},_version:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},
code:{$ref:"#/definitions/code",expected:"a code without control characters, and white space but for single spaces inside"},_code:{$ref:"#/definitions/Element",
expected:"a FHIR R4 Element"},display:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},_display:{$ref:"#/defini\
tions/Element",expected:"a FHIR R4 Element"},userSelected:{$ref:"#/definitions/boolean",expected:"a boolean"},_userSelected:{$ref:"#/definitions/Element",expected:"\
a FHIR R4 Element"}},additionalProperties:!1,type:"object",content:!0,expected:"a FHIR R4 Coding"},Element:{properties:{id:{$ref:"#/definitions/string",expected:"\
a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,
expected:"an array of at least 1 items"}},additionalProperties:!1,type:"object",content:!0,expected:"a FHIR R4 Element"},Extension:{properties:{id:{$ref:"#/defi\
nitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extens\
ion"},type:"array",minItems:1,expected:"an array of at least 1 items"},url:{$ref:"#/definitions/uri",expected:"a URI without white space"},_url:{$ref:"#/definit\
ions/Element",expected:"a FHIR R4 Element"},valueBase64Binary:{type:"string",pattern:"^[0-9A-Za-z+/=\\s]+$",expected:"base64 text"},_valueBase64Binary:{$ref:"#/\
definitions/Element",expected:"a FHIR R4 Element"},valueBoolean:{type:"boolean",expected:"a boolean"},_valueBoolean:{$ref:"#/definitions/Element",expected:"a FH\
IR R4 Element"},valueCanonical:{type:"string",pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$",expected:"a canonical URL without white space"},_valueCanonical:{$ref:"#\
/definitions/Element",expected:"a FHIR R4 Element"},valueCode:{type:"string",pattern:"^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$",expected:"\
a code without control characters, and white space but for single spaces inside"},_valueCode:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueDate:{
type:"string",pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]\
))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"date",expected:"a date, \
YYYY, YYYY-MM or YYYY-MM-DD, that exists in the calendar"},_valueDate:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueDateTime:{type:"string",pattern:"\
^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|\
[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[\
0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a tim\
e zone, that exists in the calendar"},_valueDateTime:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueDecimal:{type:"number",expected:"a number"},
_valueDecimal:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueId:{type:"string",pattern:"^[A-Za-z0-9\\-.]{1,64}$",rule:"id",expected:"an id: 1 \
to 64 letters, digits, - and ."},_valueId:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueInstant:{type:"string",pattern:"^(?:(?!0000)[0-9]{4}-\
(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])\
|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))$",rule:"\
instant",expected:"an instant, YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_valueInstant:{$ref:"#/definitions/Element",expected:"a FHIR \
R4 Element"},valueInteger:{type:"integer",minimum:-2147483648,maximum:2147483647,expected:"an integer of -2147483648 to 2147483647"},_valueInteger:{$ref:"#/defi\
nitions/Element",expected:"a FHIR R4 Element"},valueMarkdown:{type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that\
 is not empty and has no control characters"},_valueMarkdown:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueOid:{type:"string",pattern:"^urn:o\
id:[0-2](?:\\.(?:0|[1-9][0-9]*))+$",expected:"an OID as a URI"},_valueOid:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valuePositiveInt:{type:"in\
teger",minimum:1,maximum:2147483647,expected:"an integer of 1 to 2147483647"},_valuePositiveInt:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueString:{
type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty and has no control characters"},_valueString:{$ref:"\
#/definitions/Element",expected:"a FHIR R4 Element"},valueTime:{type:"string",pattern:"^(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?$",rule:"\
time",expected:"a time, hh:mm:ss"},_valueTime:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueUnsignedInt:{type:"integer",minimum:0,maximum:2147483647,
expected:"an integer of 0 to 2147483647"},_valueUnsignedInt:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueUri:{type:"string",pattern:"^[^\\s\\u\
0000-\\u001F\\u007F]+$",expected:"a URI without white space"},_valueUri:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueUrl:{type:"string",pattern:"\
^[^\\s\\u0000-\\u001F\\u007F]+$",expected:"a URL without white space"},_valueUrl:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueUuid:{type:"st\
ring",pattern:"^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$",expected:"a UUID as a URI"},_valueUuid:{$ref:"#/definitions/Element",expected:"a FHIR R4 \
Element"},valueAddress:{type:"object",expected:"an object"},valueAge:{type:"object",expected:"an object"},valueAnnotation:{type:"object",expected:"an object"},valueAttachment:{
type:"object",expected:"an object"},valueCodeableConcept:{type:"object",expected:"an object"},valueCoding:{type:"object",expected:"an object"},valueContactPoint:{
type:"object",expected:"an object"},valueCount:{type:"object",expected:"an object"},valueDistance:{type:"object",expected:"an object"},valueDuration:{type:"obje\
ct",expected:"an object"},valueHumanName:{type:"object",expected:"an object"},valueIdentifier:{type:"object",expected:"an object"},valueMoney:{type:"object",expected:"\
an object"},valuePeriod:{type:"object",expected:"an object"},valueQuantity:{type:"object",expected:"an object"},valueRange:{type:"object",expected:"an object"},
valueRatio:{type:"object",expected:"an object"},valueReference:{type:"object",expected:"an object"},valueSampledData:{type:"object",expected:"an object"},valueSignature:{
type:"object",expected:"an object"},valueTiming:{type:"object",expected:"an object"},valueContactDetail:{type:"object",expected:"an object"},valueContributor:{type:"\
object",expected:"an object"},valueDataRequirement:{type:"object",expected:"an object"},valueExpression:{type:"object",expected:"an object"},valueParameterDefinition:{
type:"object",expected:"an object"},valueRelatedArtifact:{type:"object",expected:"an object"},valueTriggerDefinition:{type:"object",expected:"an object"},valueUsageContext:{
type:"object",expected:"an object"},valueDosage:{type:"object",expected:"an object"},valueMeta:{type:"object",expected:"an object"}},additionalProperties:!1,type:"\
object",required:["url"],choice:[{of:["extension","valueBase64Binary","valueBoolean","valueCanonical","valueCode","valueDate","valueDateTime","valueDecimal","va\
lueId","valueInstant","valueInteger","valueMarkdown","valueOid","valuePositiveInt","valueString","valueTime","valueUnsignedInt","valueUri","valueUrl","valueUuid",
"valueAddress","valueAge","valueAnnotation","valueAttachment","valueCodeableConcept","valueCoding","valueContactPoint","valueCount","valueDistance","valueDurati\
on","valueHumanName","valueIdentifier","valueMoney","valuePeriod","valueQuantity","valueRange","valueRatio","valueReference","valueSampledData","valueSignature",
"valueTiming","valueContactDetail","valueContributor","valueDataRequirement","valueExpression","valueParameterDefinition","valueRelatedArtifact","valueTriggerDe\
finition","valueUsageContext","valueDosage","valueMeta"],min:1,max:1,expected:"one value[x], or extensions, not both",rule:"ext-1"}],expected:"a FHIR R4 Extensi\
on"},Identifier:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/defi\
nitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},use:{enum:["usual","official","temp","second\
ary","old"],expected:"one of usual | official | temp | secondary | old"},_use:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},type:{$ref:"#/definiti\
ons/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},system:{$ref:"#/definitions/uri",expected:"a URI without white space"},_system:{$ref:"#/definitions/E\
lement",expected:"a FHIR R4 Element"},value:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},_value:{$ref:"#/de\
finitions/Element",expected:"a FHIR R4 Element"},period:{$ref:"#/definitions/Period",expected:"a FHIR R4 Period"},assigner:{$ref:"#/definitions/Reference",expected:"\
a FHIR R4 Reference"}},additionalProperties:!1,type:"object",content:!0,expected:"a FHIR R4 Identifier"},Immunization:{properties:{resourceType:{const:"Immuniza\
tion",rule:"resourceType",expected:'"Immunization"'},id:{$ref:"#/definitions/id",expected:"an id: 1 to 64 letters, digits, - and ."},meta:{$ref:"#/definitions/M\
eta",expected:"a FHIR R4 Meta"},implicitRules:{$ref:"#/definitions/uri",expected:"a URI without white space"},_implicitRules:{$ref:"#/definitions/Element",expected:"\
a FHIR R4 Element"},language:{$ref:"#/definitions/code",expected:"a code without control characters, and white space but for single spaces inside"},_language:{$ref:"\
#/definitions/Element",expected:"a FHIR R4 Element"},text:{$ref:"#/definitions/Narrative",expected:"a FHIR R4 Narrative"},contained:{items:{$ref:"#/definitions/\
ResourceList",expected:"a FHIR R4 ResourceList"},type:"array",minItems:1,expected:"an array of at least 1 items"},extension:{items:{$ref:"#/definitions/Extensio\
n",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},modifierExtension:{items:{$ref:"#/definitions/Extension",expected:"\
a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},identifier:{items:{$ref:"#/definitions/Identifier",expected:"a FHIR R4 Id\
entifier"},type:"array",minItems:1,expected:"an array of at least 1 items"},status:{enum:["completed","entered-in-error","not-done"],rule:"status",expected:"one\
 of completed | entered-in-error | not-done"},_status:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},statusReason:{$ref:"#/definitions/CodeableConc\
ept",expected:"a FHIR R4 CodeableConcept"},vaccineCode:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},patient:{$ref:"#/definitions/\
PatientReference",expected:"a FHIR R4 Reference"},encounter:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},occurrenceDateTime:{type:"string",pattern:"\
^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|\
[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[\
0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a tim\
e zone, that exists in the calendar"},_occurrenceDateTime:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},occurrenceString:{type:"string",pattern:"^\
[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty and has no control characters"},_occurrenceString:{$ref:"#/definitions/E\
lement",expected:"a FHIR R4 Element"},recorded:{$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time\
 zone, that exists in the calendar"},_recorded:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},primarySource:{$ref:"#/definitions/boolean",expected:"\
a boolean"},_primarySource:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},reportOrigin:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 Co\
deableConcept"},location:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},manufacturer:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Refere\
nce"},lotNumber:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},_lotNumber:{$ref:"#/definitions/Element",expected:"\
a FHIR R4 Element"},expirationDate:{$ref:"#/definitions/date",expected:"a date, YYYY, YYYY-MM or YYYY-MM-DD, that exists in the calendar"},_expirationDate:{$ref:"\
#/definitions/Element",expected:"a FHIR R4 Element"},site:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},route:{$ref:"#/definitions\
/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},doseQuantity:{$ref:"#/definitions/Quantity",expected:"a FHIR R4 Quantity"},performer:{items:{$ref:"#/def\
initions/Immunization_Performer",expected:"a FHIR R4 Immunization.Performer"},type:"array",minItems:1,expected:"an array of at least 1 items"},note:{items:{$ref:"\
#/definitions/Annotation",expected:"a FHIR R4 Annotation"},type:"array",minItems:1,expected:"an array of at least 1 items"},reasonCode:{items:{$ref:"#/definitio\
ns/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},type:"array",minItems:1,expected:"an array of at least 1 items"},reasonReference:{items:{$ref:"#/defin\
itions/Reference",expected:"a FHIR R4 Reference"},type:"array",minItems:1,expected:"an array of at least 1 items"},isSubpotent:{$ref:"#/definitions/boolean",expected:"\
a boolean"},_isSubpotent:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},subpotentReason:{items:{$ref:"#/definitions/CodeableConcept",expected:"a FH\
IR R4 CodeableConcept"},type:"array",minItems:1,expected:"an array of at least 1 items"},education:{items:{$ref:"#/definitions/Immunization_Education",expected:"\
a FHIR R4 Immunization.Education"},type:"array",minItems:1,expected:"an array of at least 1 items"},programEligibility:{items:{$ref:"#/definitions/CodeableConce\
pt",expected:"a FHIR R4 CodeableConcept"},type:"array",minItems:1,expected:"an array of at least 1 items"},fundingSource:{$ref:"#/definitions/CodeableConcept",expected:"\
a FHIR R4 CodeableConcept"},reaction:{items:{$ref:"#/definitions/Immunization_Reaction",expected:"a FHIR R4 Immunization.Reaction"},type:"array",minItems:1,expected:"\
an array of at least 1 items"},protocolApplied:{items:{$ref:"#/definitions/Immunization_ProtocolApplied",expected:"a FHIR R4 Immunization.ProtocolApplied"},type:"\
array",minItems:1,expected:"an array of at least 1 items"}},additionalProperties:!1,required:["patient","vaccineCode","resourceType","status"],type:"object",choice:[
{of:["occurrenceDateTime","occurrenceString"],min:1,max:1,at:"occurrence[x]",expected:"exactly one of occurrenceDateTime or occurrenceString",rule:"choice"}],expected:"\
a FHIR R4 Immunization"},Immunization_Education:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},
extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},modifierExtension:{
items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},documentType:{$ref:"#/def\
initions/string",expected:"a string that is not empty and has no control characters"},_documentType:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},
reference:{$ref:"#/definitions/uri",expected:"a URI without white space"},_reference:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},publicationDate:{
$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_publicationDate:{
$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},presentationDate:{$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YY\
YY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_presentationDate:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,
type:"object",choice:[{of:["documentType","reference"],min:1,expected:"documentType or reference",rule:"imm-1"}],content:!0,expected:"a FHIR R4 Immunization.Edu\
cation"},Immunization_Performer:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{
$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},modifierExtension:{items:{$ref:"\
#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},function:{$ref:"#/definitions/Codeable\
Concept",expected:"a FHIR R4 CodeableConcept"},actor:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"}},additionalProperties:!1,required:["actor"],
type:"object",expected:"a FHIR R4 Immunization.Performer"},Immunization_ProtocolApplied:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is \
not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an \
array of at least 1 items"},modifierExtension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array \
of at least 1 items"},series:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},_series:{$ref:"#/definitions/Elem\
ent",expected:"a FHIR R4 Element"},authority:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},targetDisease:{items:{$ref:"#/definitions/CodeableC\
oncept",expected:"a FHIR R4 CodeableConcept"},type:"array",minItems:1,expected:"an array of at least 1 items"},doseNumberPositiveInt:{type:"integer",minimum:1,maximum:2147483647,
expected:"an integer of 1 to 2147483647"},_doseNumberPositiveInt:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},doseNumberString:{type:"string",pattern:"\
^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty and has no control characters"},_doseNumberString:{$ref:"#/definitions/\
Element",expected:"a FHIR R4 Element"},seriesDosesPositiveInt:{type:"integer",minimum:1,maximum:2147483647,expected:"an integer of 1 to 2147483647"},_seriesDosesPositiveInt:{
$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},seriesDosesString:{type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"\
a string that is not empty and has no control characters"},_seriesDosesString:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,
type:"object",choice:[{of:["doseNumberPositiveInt","doseNumberString"],min:1,max:1,at:"doseNumber[x]",expected:"exactly one of doseNumberPositiveInt or doseNumb\
erString",rule:"choice"},{of:["seriesDosesPositiveInt","seriesDosesString"],min:0,max:1,at:"seriesDoses[x]",expected:"at most one of seriesDosesPositiveInt or s\
eriesDosesString",rule:"choice"}],content:!0,expected:"a FHIR R4 Immunization.ProtocolApplied"},Immunization_Reaction:{properties:{id:{$ref:"#/definitions/strin\
g",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"a\
rray",minItems:1,expected:"an array of at least 1 items"},modifierExtension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",
minItems:1,expected:"an array of at least 1 items"},date:{$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss w\
ith a time zone, that exists in the calendar"},_date:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},detail:{$ref:"#/definitions/Reference",expected:"\
a FHIR R4 Reference"},reported:{$ref:"#/definitions/boolean",expected:"a boolean"},_reported:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,
type:"object",content:!0,expected:"a FHIR R4 Immunization.Reaction"},Meta:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and \
has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at le\
ast 1 items"},versionId:{$ref:"#/definitions/id",expected:"an id: 1 to 64 letters, digits, - and ."},_versionId:{$ref:"#/definitions/Element",expected:"a FHIR R\
4 Element"},lastUpdated:{$ref:"#/definitions/instant",expected:"an instant, YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_lastUpdated:{$ref:"\
#/definitions/Element",expected:"a FHIR R4 Element"},source:{$ref:"#/definitions/uri",expected:"a URI without white space"},_source:{$ref:"#/definitions/Element",
expected:"a FHIR R4 Element"},profile:{items:{$ref:"#/definitions/canonical",expected:"a canonical URL without white space"},type:"array",minItems:1,expected:"a\
n array of at least 1 items"},security:{items:{$ref:"#/definitions/Coding",expected:"a FHIR R4 Coding"},type:"array",minItems:1,expected:"an array of at least 1\
 items"},tag:{items:{$ref:"#/definitions/Coding",expected:"a FHIR R4 Coding"},type:"array",minItems:1,expected:"an array of at least 1 items"}},additionalProperties:!1,
type:"object",content:!0,expected:"a FHIR R4 Meta"},Narrative:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no contr\
ol characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},
status:{enum:["generated","extensions","additional","empty"],expected:"one of generated | extensions | additional | empty"},_status:{$ref:"#/definitions/Element",
expected:"a FHIR R4 Element"},div:{$ref:"#/definitions/xhtml",expected:"an XHTML div"}},additionalProperties:!1,required:["div","status"],type:"object",expected:"\
a FHIR R4 Narrative"},Period:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{
$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},start:{$ref:"#/definitions/dateT\
ime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_start:{$ref:"#/definitions/Element",
expected:"a FHIR R4 Element"},end:{$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that e\
xists in the calendar"},_end:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,type:"object",content:!0,expected:"a FHIR R4 P\
eriod"},Quantity:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/def\
initions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},value:{$ref:"#/definitions/decimal",expected:"\
a number"},_value:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},comparator:{enum:["<","<=",">=",">"],expected:"one of < | <= | >= | >"},_comparator:{
$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},unit:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},
_unit:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},system:{$ref:"#/definitions/uri",expected:"a URI without white space"},_system:{$ref:"#/defini\
tions/Element",expected:"a FHIR R4 Element"},code:{$ref:"#/definitions/code",expected:"a code without control characters, and white space but for single spaces \
inside"},_code:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,type:"object",content:!0,expected:"a FHIR R4 Quantity"},Reference:{
properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",
expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},reference:{$ref:"#/definitions/string",expected:"a string that \
is not empty and has no control characters"},_reference:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},type:{$ref:"#/definitions/uri",expected:"a U\
RI without white space"},_type:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},identifier:{$ref:"#/definitions/Identifier",expected:"a FHIR R4 Ident\
ifier"},display:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},_display:{$ref:"#/definitions/Element",expected:"\
a FHIR R4 Element"}},additionalProperties:!1,type:"object",content:!0,expected:"a FHIR R4 Reference"},ResourceList:{type:"object",properties:{resourceType:{type:"\
string",pattern:"^[A-Z][A-Za-z]+$",expected:"the name of a resource type"},id:{$ref:"#/definitions/id",expected:"an id: 1 to 64 letters, digits, - and ."},contained:!1},
required:["resourceType"],expected:"a FHIR R4 ResourceList"},boolean:{type:"boolean",expected:"a boolean"},canonical:{type:"string",pattern:"^[^\\s\\u0000-\\u001F\\\
u007F]+$",expected:"a canonical URL without white space"},code:{type:"string",pattern:"^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$",expected:"\
a code without control characters, and white space but for single spaces inside"},date:{type:"string",pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:\
0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][\
26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"date",expected:"a date, YYYY, YYYY-MM or YYYY-MM-DD, that exists in the calendar"},dateTime:{type:"\
string",pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:\
[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?\
:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh\
:mm:ss with a time zone, that exists in the calendar"},decimal:{type:"number",expected:"a number"},id:{type:"string",pattern:"^[A-Za-z0-9\\-.]{1,64}$",rule:"id",
expected:"an id: 1 to 64 letters, digits, - and ."},instant:{type:"string",pattern:"^(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[4\
69]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[\
0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))$",rule:"instant",expected:"an instant, YYYY-MM-DDThh:mm:ss with\
 a time zone, that exists in the calendar"},markdown:{type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not \
empty and has no control characters"},string:{type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty an\
d has no control characters"},uri:{type:"string",pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$",expected:"a URI without white space"},xhtml:{type:"string",pattern:"^\
\\s*<",expected:"an XHTML div"},PatientReference:{properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},
extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},reference:{$ref:"\
#/definitions/string",expected:"a string that is not empty and has no control characters"},_reference:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},
type:{$ref:"#/definitions/uri",expected:"a URI without white space"},_type:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},identifier:{$ref:"#/defin\
itions/Identifier",expected:"a FHIR R4 Identifier"},display:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},_display:{
$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,type:"object",choice:[{of:["reference","identifier","display","extension"],min:1,
expected:"a Reference with reference, identifier or display",rule:"patient"}],content:!0,expected:"a FHIR R4 Reference"}},type:"object",expected:"a FHIR R4 Immu\
nization"},h={properties:{resourceType:{const:"Immunization",rule:"resourceType",expected:'"Immunization"'},id:{$ref:"#/definitions/id",expected:"an id: 1 to 64\
 letters, digits, - and ."},meta:{$ref:"#/definitions/Meta",expected:"a FHIR R4 Meta"},implicitRules:{$ref:"#/definitions/uri",expected:"a URI without white spa\
ce"},_implicitRules:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},language:{$ref:"#/definitions/code",expected:"a code without control characters,\
 and white space but for single spaces inside"},_language:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},text:{$ref:"#/definitions/Narrative",expected:"\
a FHIR R4 Narrative"},contained:{items:{$ref:"#/definitions/ResourceList",expected:"a FHIR R4 ResourceList"},type:"array",minItems:1,expected:"an array of at le\
ast 1 items"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},
modifierExtension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},identifier:{
items:{$ref:"#/definitions/Identifier",expected:"a FHIR R4 Identifier"},type:"array",minItems:1,expected:"an array of at least 1 items"},status:{enum:["complete\
d","entered-in-error","not-done"],rule:"status",expected:"one of completed | entered-in-error | not-done"},_status:{$ref:"#/definitions/Element",expected:"a FHI\
R R4 Element"},statusReason:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},vaccineCode:{$ref:"#/definitions/CodeableConcept",expected:"\
a FHIR R4 CodeableConcept"},patient:{$ref:"#/definitions/PatientReference",expected:"a FHIR R4 Reference"},encounter:{$ref:"#/definitions/Reference",expected:"a\
 FHIR R4 Reference"},occurrenceDateTime:{type:"string",pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]\
|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-\
9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"dateTime",expected:"a date\
Time, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_occurrenceDateTime:{$ref:"#/definitions/Element",expected:"\
a FHIR R4 Element"},occurrenceString:{type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty and has no\
 control characters"},_occurrenceString:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},recorded:{$ref:"#/definitions/dateTime",expected:"a dateTime\
, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_recorded:{$ref:"#/definitions/Element",expected:"a FHIR R4 E\
lement"},primarySource:{$ref:"#/definitions/boolean",expected:"a boolean"},_primarySource:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},reportOrigin:{
$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},location:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},manufacturer:{
$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},lotNumber:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control ch\
aracters"},_lotNumber:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},expirationDate:{$ref:"#/definitions/date",expected:"a date, YYYY, YYYY-MM or Y\
YYY-MM-DD, that exists in the calendar"},_expirationDate:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},site:{$ref:"#/definitions/CodeableConcept",
expected:"a FHIR R4 CodeableConcept"},route:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},doseQuantity:{$ref:"#/definitions/Quanti\
ty",expected:"a FHIR R4 Quantity"},performer:{items:{$ref:"#/definitions/Immunization_Performer",expected:"a FHIR R4 Immunization.Performer"},type:"array",minItems:1,
expected:"an array of at least 1 items"},note:{items:{$ref:"#/definitions/Annotation",expected:"a FHIR R4 Annotation"},type:"array",minItems:1,expected:"an arra\
y of at least 1 items"},reasonCode:{items:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},type:"array",minItems:1,expected:"an array\
 of at least 1 items"},reasonReference:{items:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},type:"array",minItems:1,expected:"an array of at l\
east 1 items"},isSubpotent:{$ref:"#/definitions/boolean",expected:"a boolean"},_isSubpotent:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},subpotentReason:{
items:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},type:"array",minItems:1,expected:"an array of at least 1 items"},education:{items:{
$ref:"#/definitions/Immunization_Education",expected:"a FHIR R4 Immunization.Education"},type:"array",minItems:1,expected:"an array of at least 1 items"},programEligibility:{
items:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},type:"array",minItems:1,expected:"an array of at least 1 items"},fundingSource:{
$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},reaction:{items:{$ref:"#/definitions/Immunization_Reaction",expected:"a FHIR R4 Immun\
ization.Reaction"},type:"array",minItems:1,expected:"an array of at least 1 items"},protocolApplied:{items:{$ref:"#/definitions/Immunization_ProtocolApplied",expected:"\
a FHIR R4 Immunization.ProtocolApplied"},type:"array",minItems:1,expected:"an array of at least 1 items"}},additionalProperties:!1,required:["patient","vaccineC\
ode","resourceType","status"],type:"object",choice:[{of:["occurrenceDateTime","occurrenceString"],min:1,max:1,at:"occurrence[x]",expected:"exactly one of occurr\
enceDateTime or occurrenceString",rule:"choice"}],expected:"a FHIR R4 Immunization"},x={type:"string",pattern:"^[A-Za-z0-9\\-.]{1,64}$",rule:"id",expected:"an i\
d: 1 to 64 letters, digits, - and ."},I={type:"string",pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$",expected:"a URI without white space"},D={type:"string",pattern:"\
^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$",expected:"a code without control characters, and white space but for single spaces inside"},
$={type:"string",pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0\
-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|\
[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY\
-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},d={type:"boolean",expected:"a boolean"},f={type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u\
000E-\\u001F]+$",expected:"a string that is not empty and has no control characters"},te={type:"string",pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(\
?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579\
][26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"date",expected:"a date, YYYY, YYYY-MM or YYYY-MM-DD, that exists in the calendar"},j=Object.prototype.
hasOwnProperty,W=new RegExp("^[A-Za-z0-9\\-.]{1,64}$","u"),C=new RegExp("^[^\\s\\u0000-\\u001F\\u007F]+$","u"),re=new RegExp("^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\
\\u0000-\\u001F\\u007F]+)*$","u"),q=new RegExp("^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|0\
2-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]\
|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$","u"),b=new RegExp("^[^\\u0000-\\u0008\\u000B\\u000C\\\
u000E-\\u001F]+$","u"),Re=new RegExp("^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9\
]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$","u"),F={properties:{
id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"\
a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},versionId:{$ref:"#/definitions/id",expected:"an id: 1 to 64 letters, digi\
ts, - and ."},_versionId:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},lastUpdated:{$ref:"#/definitions/instant",expected:"an instant, YYYY-MM-DDT\
hh:mm:ss with a time zone, that exists in the calendar"},_lastUpdated:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},source:{$ref:"#/definitions/ur\
i",expected:"a URI without white space"},_source:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},profile:{items:{$ref:"#/definitions/canonical",expected:"\
a canonical URL without white space"},type:"array",minItems:1,expected:"an array of at least 1 items"},security:{items:{$ref:"#/definitions/Coding",expected:"a \
FHIR R4 Coding"},type:"array",minItems:1,expected:"an array of at least 1 items"},tag:{items:{$ref:"#/definitions/Coding",expected:"a FHIR R4 Coding"},type:"arr\
ay",minItems:1,expected:"an array of at least 1 items"}},additionalProperties:!1,type:"object",content:!0,expected:"a FHIR R4 Meta"},P={type:"string",pattern:"^\
(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[246\
8][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-\
9]|14:00))$",rule:"instant",expected:"an instant, YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},he={type:"string",pattern:"^[^\\s\\u0000-\\u0\
01F\\u007F]+$",expected:"a canonical URL without white space"},Ie=new RegExp("^(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11\
)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):\
[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))$","u"),m={properties:{id:{$ref:"#/definitions/string",expected:"a str\
ing that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"\
an array of at least 1 items"},url:{$ref:"#/definitions/uri",expected:"a URI without white space"},_url:{$ref:"#/definitions/Element",expected:"a FHIR R4 Elemen\
t"},valueBase64Binary:{type:"string",pattern:"^[0-9A-Za-z+/=\\s]+$",expected:"base64 text"},_valueBase64Binary:{$ref:"#/definitions/Element",expected:"a FHIR R4\
 Element"},valueBoolean:{type:"boolean",expected:"a boolean"},_valueBoolean:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueCanonical:{type:"st\
ring",pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$",expected:"a canonical URL without white space"},_valueCanonical:{$ref:"#/definitions/Element",expected:"a FHIR R\
4 Element"},valueCode:{type:"string",pattern:"^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$",expected:"a code without control characters, a\
nd white space but for single spaces inside"},_valueCode:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueDate:{type:"string",pattern:"^(?:(?:(?\
!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][04\
8]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"date",expected:"a date, YYYY, YYYY-MM or YYYY-MM-DD, tha\
t exists in the calendar"},_valueDate:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueDateTime:{type:"string",pattern:"^(?:(?:(?!0000)[0-9]{4}-\
(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])\
|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0\
000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",rule:"dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists in t\
he calendar"},_valueDateTime:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueDecimal:{type:"number",expected:"a number"},_valueDecimal:{$ref:"#\
/definitions/Element",expected:"a FHIR R4 Element"},valueId:{type:"string",pattern:"^[A-Za-z0-9\\-.]{1,64}$",rule:"id",expected:"an id: 1 to 64 letters, digits,\
 - and ."},_valueId:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueInstant:{type:"string",pattern:"^(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-\
(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[1357\
9][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))$",rule:"instant",expected:"an \
instant, YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_valueInstant:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueInteger:{
type:"integer",minimum:-2147483648,maximum:2147483647,expected:"an integer of -2147483648 to 2147483647"},_valueInteger:{$ref:"#/definitions/Element",expected:"\
a FHIR R4 Element"},valueMarkdown:{type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty and has no co\
ntrol characters"},_valueMarkdown:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueOid:{type:"string",pattern:"^urn:oid:[0-2](?:\\.(?:0|[1-9][0-9\
]*))+$",expected:"an OID as a URI"},_valueOid:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valuePositiveInt:{type:"integer",minimum:1,maximum:2147483647,
expected:"an integer of 1 to 2147483647"},_valuePositiveInt:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueString:{type:"string",pattern:"^[^\\\
u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty and has no control characters"},_valueString:{$ref:"#/definitions/Element",expected:"\
a FHIR R4 Element"},valueTime:{type:"string",pattern:"^(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?$",rule:"time",expected:"a time, hh:mm:ss"},
_valueTime:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueUnsignedInt:{type:"integer",minimum:0,maximum:2147483647,expected:"an integer of 0 t\
o 2147483647"},_valueUnsignedInt:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueUri:{type:"string",pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$",expected:"\
a URI without white space"},_valueUri:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueUrl:{type:"string",pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$",
expected:"a URL without white space"},_valueUrl:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueUuid:{type:"string",pattern:"^urn:uuid:[0-9a-f]\
{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$",expected:"a UUID as a URI"},_valueUuid:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},valueAddress:{type:"obj\
ect",expected:"an object"},valueAge:{type:"object",expected:"an object"},valueAnnotation:{type:"object",expected:"an object"},valueAttachment:{type:"object",expected:"\
an object"},valueCodeableConcept:{type:"object",expected:"an object"},valueCoding:{type:"object",expected:"an object"},valueContactPoint:{type:"object",expected:"\
an object"},valueCount:{type:"object",expected:"an object"},valueDistance:{type:"object",expected:"an object"},valueDuration:{type:"object",expected:"an object"},
valueHumanName:{type:"object",expected:"an object"},valueIdentifier:{type:"object",expected:"an object"},valueMoney:{type:"object",expected:"an object"},valuePeriod:{
type:"object",expected:"an object"},valueQuantity:{type:"object",expected:"an object"},valueRange:{type:"object",expected:"an object"},valueRatio:{type:"object",
expected:"an object"},valueReference:{type:"object",expected:"an object"},valueSampledData:{type:"object",expected:"an object"},valueSignature:{type:"object",expected:"\
an object"},valueTiming:{type:"object",expected:"an object"},valueContactDetail:{type:"object",expected:"an object"},valueContributor:{type:"object",expected:"a\
n object"},valueDataRequirement:{type:"object",expected:"an object"},valueExpression:{type:"object",expected:"an object"},valueParameterDefinition:{type:"object",
expected:"an object"},valueRelatedArtifact:{type:"object",expected:"an object"},valueTriggerDefinition:{type:"object",expected:"an object"},valueUsageContext:{type:"\
object",expected:"an object"},valueDosage:{type:"object",expected:"an object"},valueMeta:{type:"object",expected:"an object"}},additionalProperties:!1,type:"obj\
ect",required:["url"],choice:[{of:["extension","valueBase64Binary","valueBoolean","valueCanonical","valueCode","valueDate","valueDateTime","valueDecimal","value\
Id","valueInstant","valueInteger","valueMarkdown","valueOid","valuePositiveInt","valueString","valueTime","valueUnsignedInt","valueUri","valueUrl","valueUuid","\
valueAddress","valueAge","valueAnnotation","valueAttachment","valueCodeableConcept","valueCoding","valueContactPoint","valueCount","valueDistance","valueDuratio\
n","valueHumanName","valueIdentifier","valueMoney","valuePeriod","valueQuantity","valueRange","valueRatio","valueReference","valueSampledData","valueSignature",
"valueTiming","valueContactDetail","valueContributor","valueDataRequirement","valueExpression","valueParameterDefinition","valueRelatedArtifact","valueTriggerDe\
finition","valueUsageContext","valueDosage","valueMeta"],min:1,max:1,expected:"one value[x], or extensions, not both",rule:"ext-1"}],expected:"a FHIR R4 Extensi\
on"},ye=new RegExp("^[0-9A-Za-z+/=\\s]+$","u"),ne=new RegExp("^urn:oid:[0-2](?:\\.(?:0|[1-9][0-9]*))+$","u"),Pe=new RegExp("^(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:\
[0-5][0-9]|60)(?:\\.[0-9]+)?$","u"),$e=new RegExp("^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$","u"),L={validate:y},J={properties:{id:{$ref:"#/defini\
tions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extensio\
n"},type:"array",minItems:1,expected:"an array of at least 1 items"}},additionalProperties:!1,type:"object",content:!0,expected:"a FHIR R4 Element"};function l(r,{
instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&typeof r=="object"&&!Array.isArray(r)){for(let s in r){if(a>=100)break;
if(!(s==="id"||s==="extension")){let t={instancePath:o,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:s},message:"\
must NOT have additional properties",schema:!1,parentSchema:J,data:r};e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.id;if(typeof s=="string"){if(!b.test(
s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},
message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};
e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be str\
ing",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r.extension!==void 0){let s=r.extension;if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+
"/extension",schemaPath:"#/properties/extension/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:J.
properties.extension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)L.validate(s[n],{instancePath:o+"/extension/"+n,parentData:s,
parentDataProperty:n,rootData:c})||(e=e===null?L.validate.errors:e.concat(L.validate.errors),a=e.length)}else{let t={instancePath:o+"/extension",schemaPath:"#/p\
roperties/extension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:J.properties.extension.type,parentSchema:J.properties.extension,data:s};
e===null?e=[t]:e.push(t),a++}}if(!Object.keys(r).some(s=>s!=="id")){let s={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"content",schema:!0,
parentSchema:J,data:r};e===null?e=[s]:e.push(s),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be objec\
t",schema:J.type,parentSchema:J,data:r};e===null?e=[s]:e.push(s),a++}return l.errors=e,a===0}function y(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){
let e=null,a=0;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.url===void 0){let t={instancePath:o,schemaPath:"#/required",keyword:"required",params:{missingProperty:"\
url"},message:"must have required property 'url'",schema:m.required,parentSchema:m,data:r};e===null?e=[t]:e.push(t),a++}for(let t in r){if(a>=100)break;if(!j.call(
m.properties,t)){let n={instancePath:o,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:t},message:"must NOT have a\
dditional properties",schema:!1,parentSchema:m,data:r};e===null?e=[n]:e.push(n),a++}}if(r.id!==void 0){let t=r.id;if(typeof t=="string"){if(!b.test(t)){let n={instancePath:o+
"/id",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match patt\
ern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:t};e===null?e=[n]:e.push(
n),a++}}else{let n={instancePath:o+"/id",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,
data:t};e===null?e=[n]:e.push(n),a++}}if(r.extension!==void 0){let t=r.extension;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/extension",schemaPath:"\
#/properties/extension/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:m.properties.extension,data:t};
e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)L.validate(t[i],{instancePath:o+"/extension/"+i,parentData:t,parentDataProperty:i,rootData:c})||
(e=e===null?L.validate.errors:e.concat(L.validate.errors),a=e.length)}else{let n={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"\
type",params:{type:"array"},message:"must be array",schema:m.properties.extension.type,parentSchema:m.properties.extension,data:t};e===null?e=[n]:e.push(n),a++}}
if(r.url!==void 0){let t=r.url;if(typeof t=="string"){if(!C.test(t)){let n={instancePath:o+"/url",schemaPath:"#/definitions/uri/pattern",keyword:"pattern",params:{
pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:I,
data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/url",schemaPath:"#/definitions/uri/type",keyword:"type",params:{type:"string"},message:"must \
be string",schema:I.type,parentSchema:I,data:t};e===null?e=[n]:e.push(n),a++}}if(r._url!==void 0&&(l(r._url,{instancePath:o+"/_url",parentData:r,parentDataProperty:"\
_url",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueBase64Binary!==void 0){let t=r.valueBase64Binary;if(typeof t=="string"){if(!ye.test(
t)){let n={instancePath:o+"/valueBase64Binary",schemaPath:"#/properties/valueBase64Binary/pattern",keyword:"pattern",params:{pattern:"^[0-9A-Za-z+/=\\s]+$"},message:'\
must match pattern "^[0-9A-Za-z+/=\\s]+$"',schema:"^[0-9A-Za-z+/=\\s]+$",parentSchema:m.properties.valueBase64Binary,data:t};e===null?e=[n]:e.push(n),a++}}else{
let n={instancePath:o+"/valueBase64Binary",schemaPath:"#/properties/valueBase64Binary/type",keyword:"type",params:{type:"string"},message:"must be string",schema:m.
properties.valueBase64Binary.type,parentSchema:m.properties.valueBase64Binary,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueBase64Binary!==void 0&&(l(r._valueBase64Binary,
{instancePath:o+"/_valueBase64Binary",parentData:r,parentDataProperty:"_valueBase64Binary",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.
valueBoolean!==void 0){let t=r.valueBoolean;if(typeof t!="boolean"){let n={instancePath:o+"/valueBoolean",schemaPath:"#/properties/valueBoolean/type",keyword:"t\
ype",params:{type:"boolean"},message:"must be boolean",schema:m.properties.valueBoolean.type,parentSchema:m.properties.valueBoolean,data:t};e===null?e=[n]:e.push(
n),a++}}if(r._valueBoolean!==void 0&&(l(r._valueBoolean,{instancePath:o+"/_valueBoolean",parentData:r,parentDataProperty:"_valueBoolean",rootData:c})||(e=e===null?
l.errors:e.concat(l.errors),a=e.length)),r.valueCanonical!==void 0){let t=r.valueCanonical;if(typeof t=="string"){if(!C.test(t)){let n={instancePath:o+"/valueCa\
nonical",schemaPath:"#/properties/valueCanonical/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must match pattern "^[^\\\
s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:m.properties.valueCanonical,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={
instancePath:o+"/valueCanonical",schemaPath:"#/properties/valueCanonical/type",keyword:"type",params:{type:"string"},message:"must be string",schema:m.properties.
valueCanonical.type,parentSchema:m.properties.valueCanonical,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueCanonical!==void 0&&(l(r._valueCanonical,{instancePath:o+
"/_valueCanonical",parentData:r,parentDataProperty:"_valueCanonical",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueCode!==void 0){let t=r.
valueCode;if(typeof t=="string"){if(!re.test(t)){let n={instancePath:o+"/valueCode",schemaPath:"#/properties/valueCode/pattern",keyword:"pattern",params:{pattern:"\
^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$"},message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$"',
schema:"^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$",parentSchema:m.properties.valueCode,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={
instancePath:o+"/valueCode",schemaPath:"#/properties/valueCode/type",keyword:"type",params:{type:"string"},message:"must be string",schema:m.properties.valueCode.
type,parentSchema:m.properties.valueCode,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueCode!==void 0&&(l(r._valueCode,{instancePath:o+"/_valueCode",parentData:r,
parentDataProperty:"_valueCode",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueDate!==void 0){let t=r.valueDate;if(typeof t=="string"){
if(!Re.test(t)){let n={instancePath:o+"/valueDate",schemaPath:"#/properties/valueDate/pattern",keyword:"pattern",params:{pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:\
0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[0\
2468][048]|[13579][26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},message:'must match pattern "^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-\
9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])\
00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"',schema:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|\
[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0\
-2]))?)$",parentSchema:m.properties.valueDate,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/valueDate",schemaPath:"#/properties/valueDate/t\
ype",keyword:"type",params:{type:"string"},message:"must be string",schema:m.properties.valueDate.type,parentSchema:m.properties.valueDate,data:t};e===null?e=[n]:
e.push(n),a++}}if(r._valueDate!==void 0&&(l(r._valueDate,{instancePath:o+"/_valueDate",parentData:r,parentDataProperty:"_valueDate",rootData:c})||(e=e===null?l.
errors:e.concat(l.errors),a=e.length)),r.valueDateTime!==void 0){let t=r.valueDateTime;if(typeof t=="string"){if(!q.test(t)){let n={instancePath:o+"/valueDateTi\
me",schemaPath:"#/properties/valueDateTime/pattern",keyword:"pattern",params:{pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|\
(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01\
][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},message:'\
must match pattern "^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|\
(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?\
:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"',schema:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[\
01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(\
?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",parentSchema:m.
properties.valueDateTime,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/valueDateTime",schemaPath:"#/properties/valueDateTime/type",keyword:"\
type",params:{type:"string"},message:"must be string",schema:m.properties.valueDateTime.type,parentSchema:m.properties.valueDateTime,data:t};e===null?e=[n]:e.push(
n),a++}}if(r._valueDateTime!==void 0&&(l(r._valueDateTime,{instancePath:o+"/_valueDateTime",parentData:r,parentDataProperty:"_valueDateTime",rootData:c})||(e=e===
null?l.errors:e.concat(l.errors),a=e.length)),r.valueDecimal!==void 0){let t=r.valueDecimal;if(!(typeof t=="number"&&isFinite(t))){let n={instancePath:o+"/value\
Decimal",schemaPath:"#/properties/valueDecimal/type",keyword:"type",params:{type:"number"},message:"must be number",schema:m.properties.valueDecimal.type,parentSchema:m.
properties.valueDecimal,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueDecimal!==void 0&&(l(r._valueDecimal,{instancePath:o+"/_valueDecimal",parentData:r,parentDataProperty:"\
_valueDecimal",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueId!==void 0){let t=r.valueId;if(typeof t=="string"){if(!W.test(t)){let n={
instancePath:o+"/valueId",schemaPath:"#/properties/valueId/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9\\-.]{1,64}$"},message:'must match pattern "^[\
A-Za-z0-9\\-.]{1,64}$"',schema:"^[A-Za-z0-9\\-.]{1,64}$",parentSchema:m.properties.valueId,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/va\
lueId",schemaPath:"#/properties/valueId/type",keyword:"type",params:{type:"string"},message:"must be string",schema:m.properties.valueId.type,parentSchema:m.properties.
valueId,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueId!==void 0&&(l(r._valueId,{instancePath:o+"/_valueId",parentData:r,parentDataProperty:"_valueId",rootData:c})||
(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueInstant!==void 0){let t=r.valueInstant;if(typeof t=="string"){if(!Ie.test(t)){let n={instancePath:o+
"/valueInstant",schemaPath:"#/properties/valueInstant/pattern",keyword:"pattern",params:{pattern:"^(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]\
|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(\
?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))$"},message:'must match pattern "^(?:(?!0000)[0-9]\
{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][\
26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))$"',schema:"\
^(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[24\
68][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0\
-9]|14:00))$",parentSchema:m.properties.valueInstant,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/valueInstant",schemaPath:"#/properties/v\
alueInstant/type",keyword:"type",params:{type:"string"},message:"must be string",schema:m.properties.valueInstant.type,parentSchema:m.properties.valueInstant,data:t};
e===null?e=[n]:e.push(n),a++}}if(r._valueInstant!==void 0&&(l(r._valueInstant,{instancePath:o+"/_valueInstant",parentData:r,parentDataProperty:"_valueInstant",rootData:c})||
(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueInteger!==void 0){let t=r.valueInteger;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){let n={
instancePath:o+"/valueInteger",schemaPath:"#/properties/valueInteger/type",keyword:"type",params:{type:"integer"},message:"must be integer",schema:m.properties.
valueInteger.type,parentSchema:m.properties.valueInteger,data:t};e===null?e=[n]:e.push(n),a++}if(typeof t=="number"&&isFinite(t)){if(t>2147483647||isNaN(t)){let n={
instancePath:o+"/valueInteger",schemaPath:"#/properties/valueInteger/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must be <= 21\
47483647",schema:2147483647,parentSchema:m.properties.valueInteger,data:t};e===null?e=[n]:e.push(n),a++}if(t<-2147483648||isNaN(t)){let n={instancePath:o+"/valu\
eInteger",schemaPath:"#/properties/valueInteger/minimum",keyword:"minimum",params:{comparison:">=",limit:-2147483648},message:"must be >= -2147483648",schema:-2147483648,
parentSchema:m.properties.valueInteger,data:t};e===null?e=[n]:e.push(n),a++}}}if(r._valueInteger!==void 0&&(l(r._valueInteger,{instancePath:o+"/_valueInteger",parentData:r,
parentDataProperty:"_valueInteger",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueMarkdown!==void 0){let t=r.valueMarkdown;if(typeof t==
"string"){if(!b.test(t)){let n={instancePath:o+"/valueMarkdown",schemaPath:"#/properties/valueMarkdown/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0\
008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u00\
0E-\\u001F]+$",parentSchema:m.properties.valueMarkdown,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/valueMarkdown",schemaPath:"#/propertie\
s/valueMarkdown/type",keyword:"type",params:{type:"string"},message:"must be string",schema:m.properties.valueMarkdown.type,parentSchema:m.properties.valueMarkdown,
data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueMarkdown!==void 0&&(l(r._valueMarkdown,{instancePath:o+"/_valueMarkdown",parentData:r,parentDataProperty:"_valu\
eMarkdown",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueOid!==void 0){let t=r.valueOid;if(typeof t=="string"){if(!ne.test(t)){let n={
instancePath:o+"/valueOid",schemaPath:"#/properties/valueOid/pattern",keyword:"pattern",params:{pattern:"^urn:oid:[0-2](?:\\.(?:0|[1-9][0-9]*))+$"},message:'mus\
t match pattern "^urn:oid:[0-2](?:\\.(?:0|[1-9][0-9]*))+$"',schema:"^urn:oid:[0-2](?:\\.(?:0|[1-9][0-9]*))+$",parentSchema:m.properties.valueOid,data:t};e===null?
e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/valueOid",schemaPath:"#/properties/valueOid/type",keyword:"type",params:{type:"string"},message:"must be strin\
g",schema:m.properties.valueOid.type,parentSchema:m.properties.valueOid,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueOid!==void 0&&(l(r._valueOid,{instancePath:o+
"/_valueOid",parentData:r,parentDataProperty:"_valueOid",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valuePositiveInt!==void 0){let t=r.
valuePositiveInt;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){let n={instancePath:o+"/valuePositiveInt",schemaPath:"#/properties/valuePositiveInt/t\
ype",keyword:"type",params:{type:"integer"},message:"must be integer",schema:m.properties.valuePositiveInt.type,parentSchema:m.properties.valuePositiveInt,data:t};
e===null?e=[n]:e.push(n),a++}if(typeof t=="number"&&isFinite(t)){if(t>2147483647||isNaN(t)){let n={instancePath:o+"/valuePositiveInt",schemaPath:"#/properties/v\
aluePositiveInt/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must be <= 2147483647",schema:2147483647,parentSchema:m.properties.
valuePositiveInt,data:t};e===null?e=[n]:e.push(n),a++}if(t<1||isNaN(t)){let n={instancePath:o+"/valuePositiveInt",schemaPath:"#/properties/valuePositiveInt/mini\
mum",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1",schema:1,parentSchema:m.properties.valuePositiveInt,data:t};e===null?e=[n]:e.push(
n),a++}}}if(r._valuePositiveInt!==void 0&&(l(r._valuePositiveInt,{instancePath:o+"/_valuePositiveInt",parentData:r,parentDataProperty:"_valuePositiveInt",rootData:c})||
(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueString!==void 0){let t=r.valueString;if(typeof t=="string"){if(!b.test(t)){let n={instancePath:o+"/v\
alueString",schemaPath:"#/properties/valueString/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must \
match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:m.properties.valueString,
data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/valueString",schemaPath:"#/properties/valueString/type",keyword:"type",params:{type:"string"},
message:"must be string",schema:m.properties.valueString.type,parentSchema:m.properties.valueString,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueString!==void 0&&
(l(r._valueString,{instancePath:o+"/_valueString",parentData:r,parentDataProperty:"_valueString",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),
r.valueTime!==void 0){let t=r.valueTime;if(typeof t=="string"){if(!Pe.test(t)){let n={instancePath:o+"/valueTime",schemaPath:"#/properties/valueTime/pattern",keyword:"\
pattern",params:{pattern:"^(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?$"},message:'must match pattern "^(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[\
0-5][0-9]|60)(?:\\.[0-9]+)?$"',schema:"^(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?$",parentSchema:m.properties.valueTime,data:t};e===null?e=
[n]:e.push(n),a++}}else{let n={instancePath:o+"/valueTime",schemaPath:"#/properties/valueTime/type",keyword:"type",params:{type:"string"},message:"must be strin\
g",schema:m.properties.valueTime.type,parentSchema:m.properties.valueTime,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueTime!==void 0&&(l(r._valueTime,{instancePath:o+
"/_valueTime",parentData:r,parentDataProperty:"_valueTime",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueUnsignedInt!==void 0){let t=r.
valueUnsignedInt;if(!(typeof t=="number"&&!(t%1)&&!isNaN(t)&&isFinite(t))){let n={instancePath:o+"/valueUnsignedInt",schemaPath:"#/properties/valueUnsignedInt/t\
ype",keyword:"type",params:{type:"integer"},message:"must be integer",schema:m.properties.valueUnsignedInt.type,parentSchema:m.properties.valueUnsignedInt,data:t};
e===null?e=[n]:e.push(n),a++}if(typeof t=="number"&&isFinite(t)){if(t>2147483647||isNaN(t)){let n={instancePath:o+"/valueUnsignedInt",schemaPath:"#/properties/v\
alueUnsignedInt/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must be <= 2147483647",schema:2147483647,parentSchema:m.properties.
valueUnsignedInt,data:t};e===null?e=[n]:e.push(n),a++}if(t<0||isNaN(t)){let n={instancePath:o+"/valueUnsignedInt",schemaPath:"#/properties/valueUnsignedInt/mini\
mum",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0",schema:0,parentSchema:m.properties.valueUnsignedInt,data:t};e===null?e=[n]:e.push(
n),a++}}}if(r._valueUnsignedInt!==void 0&&(l(r._valueUnsignedInt,{instancePath:o+"/_valueUnsignedInt",parentData:r,parentDataProperty:"_valueUnsignedInt",rootData:c})||
(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueUri!==void 0){let t=r.valueUri;if(typeof t=="string"){if(!C.test(t)){let n={instancePath:o+"/valueUr\
i",schemaPath:"#/properties/valueUri/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must match pattern "^[^\\s\\u0000-\\u00\
1F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:m.properties.valueUri,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/va\
lueUri",schemaPath:"#/properties/valueUri/type",keyword:"type",params:{type:"string"},message:"must be string",schema:m.properties.valueUri.type,parentSchema:m.
properties.valueUri,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueUri!==void 0&&(l(r._valueUri,{instancePath:o+"/_valueUri",parentData:r,parentDataProperty:"\
_valueUri",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueUrl!==void 0){let t=r.valueUrl;if(typeof t=="string"){if(!C.test(t)){let n={
instancePath:o+"/valueUrl",schemaPath:"#/properties/valueUrl/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must match p\
attern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:m.properties.valueUrl,data:t};e===null?e=[n]:e.push(n),a++}}else{
let n={instancePath:o+"/valueUrl",schemaPath:"#/properties/valueUrl/type",keyword:"type",params:{type:"string"},message:"must be string",schema:m.properties.valueUrl.
type,parentSchema:m.properties.valueUrl,data:t};e===null?e=[n]:e.push(n),a++}}if(r._valueUrl!==void 0&&(l(r._valueUrl,{instancePath:o+"/_valueUrl",parentData:r,
parentDataProperty:"_valueUrl",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.valueUuid!==void 0){let t=r.valueUuid;if(typeof t=="string"){
if(!$e.test(t)){let n={instancePath:o+"/valueUuid",schemaPath:"#/properties/valueUuid/pattern",keyword:"pattern",params:{pattern:"^urn:uuid:[0-9a-f]{8}(?:-[0-9a\
-f]{4}){3}-[0-9a-f]{12}$"},message:'must match pattern "^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"',schema:"^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3\
}-[0-9a-f]{12}$",parentSchema:m.properties.valueUuid,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/valueUuid",schemaPath:"#/properties/valu\
eUuid/type",keyword:"type",params:{type:"string"},message:"must be string",schema:m.properties.valueUuid.type,parentSchema:m.properties.valueUuid,data:t};e===null?
e=[n]:e.push(n),a++}}if(r._valueUuid!==void 0&&(l(r._valueUuid,{instancePath:o+"/_valueUuid",parentData:r,parentDataProperty:"_valueUuid",rootData:c})||(e=e===null?
l.errors:e.concat(l.errors),a=e.length)),r.valueAddress!==void 0){let t=r.valueAddress;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/v\
alueAddress",schemaPath:"#/properties/valueAddress/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueAddress.type,parentSchema:m.
properties.valueAddress,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueAge!==void 0){let t=r.valueAge;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+
"/valueAge",schemaPath:"#/properties/valueAge/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueAge.type,parentSchema:m.
properties.valueAge,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueAnnotation!==void 0){let t=r.valueAnnotation;if(!(t&&typeof t=="object"&&!Array.isArray(t))){
let n={instancePath:o+"/valueAnnotation",schemaPath:"#/properties/valueAnnotation/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.
properties.valueAnnotation.type,parentSchema:m.properties.valueAnnotation,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueAttachment!==void 0){let t=r.valueAttachment;
if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueAttachment",schemaPath:"#/properties/valueAttachment/type",keyword:"type",params:{type:"\
object"},message:"must be object",schema:m.properties.valueAttachment.type,parentSchema:m.properties.valueAttachment,data:t};e===null?e=[n]:e.push(n),a++}}if(r.
valueCodeableConcept!==void 0){let t=r.valueCodeableConcept;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueCodeableConcept",schemaPath:"\
#/properties/valueCodeableConcept/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueCodeableConcept.type,parentSchema:m.
properties.valueCodeableConcept,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueCoding!==void 0){let t=r.valueCoding;if(!(t&&typeof t=="object"&&!Array.isArray(
t))){let n={instancePath:o+"/valueCoding",schemaPath:"#/properties/valueCoding/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.
valueCoding.type,parentSchema:m.properties.valueCoding,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueContactPoint!==void 0){let t=r.valueContactPoint;if(!(t&&
typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueContactPoint",schemaPath:"#/properties/valueContactPoint/type",keyword:"type",params:{type:"\
object"},message:"must be object",schema:m.properties.valueContactPoint.type,parentSchema:m.properties.valueContactPoint,data:t};e===null?e=[n]:e.push(n),a++}}if(r.
valueCount!==void 0){let t=r.valueCount;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueCount",schemaPath:"#/properties/valueCount/\
type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueCount.type,parentSchema:m.properties.valueCount,data:t};e===null?e=
[n]:e.push(n),a++}}if(r.valueDistance!==void 0){let t=r.valueDistance;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueDistance",schemaPath:"\
#/properties/valueDistance/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueDistance.type,parentSchema:m.properties.
valueDistance,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueDuration!==void 0){let t=r.valueDuration;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+
"/valueDuration",schemaPath:"#/properties/valueDuration/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueDuration.type,
parentSchema:m.properties.valueDuration,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueHumanName!==void 0){let t=r.valueHumanName;if(!(t&&typeof t=="object"&&!Array.
isArray(t))){let n={instancePath:o+"/valueHumanName",schemaPath:"#/properties/valueHumanName/type",keyword:"type",params:{type:"object"},message:"must be object",
schema:m.properties.valueHumanName.type,parentSchema:m.properties.valueHumanName,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueIdentifier!==void 0){let t=r.valueIdentifier;
if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueIdentifier",schemaPath:"#/properties/valueIdentifier/type",keyword:"type",params:{type:"\
object"},message:"must be object",schema:m.properties.valueIdentifier.type,parentSchema:m.properties.valueIdentifier,data:t};e===null?e=[n]:e.push(n),a++}}if(r.
valueMoney!==void 0){let t=r.valueMoney;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueMoney",schemaPath:"#/properties/valueMoney/\
type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueMoney.type,parentSchema:m.properties.valueMoney,data:t};e===null?e=
[n]:e.push(n),a++}}if(r.valuePeriod!==void 0){let t=r.valuePeriod;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valuePeriod",schemaPath:"\
#/properties/valuePeriod/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valuePeriod.type,parentSchema:m.properties.valuePeriod,
data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueQuantity!==void 0){let t=r.valueQuantity;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"\
/valueQuantity",schemaPath:"#/properties/valueQuantity/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueQuantity.type,
parentSchema:m.properties.valueQuantity,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueRange!==void 0){let t=r.valueRange;if(!(t&&typeof t=="object"&&!Array.isArray(
t))){let n={instancePath:o+"/valueRange",schemaPath:"#/properties/valueRange/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.
valueRange.type,parentSchema:m.properties.valueRange,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueRatio!==void 0){let t=r.valueRatio;if(!(t&&typeof t=="objec\
t"&&!Array.isArray(t))){let n={instancePath:o+"/valueRatio",schemaPath:"#/properties/valueRatio/type",keyword:"type",params:{type:"object"},message:"must be obj\
ect",schema:m.properties.valueRatio.type,parentSchema:m.properties.valueRatio,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueReference!==void 0){let t=r.valueReference;
if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueReference",schemaPath:"#/properties/valueReference/type",keyword:"type",params:{type:"\
object"},message:"must be object",schema:m.properties.valueReference.type,parentSchema:m.properties.valueReference,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueSampledData!==
void 0){let t=r.valueSampledData;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueSampledData",schemaPath:"#/properties/valueSampled\
Data/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueSampledData.type,parentSchema:m.properties.valueSampledData,data:t};
e===null?e=[n]:e.push(n),a++}}if(r.valueSignature!==void 0){let t=r.valueSignature;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/value\
Signature",schemaPath:"#/properties/valueSignature/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueSignature.type,
parentSchema:m.properties.valueSignature,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueTiming!==void 0){let t=r.valueTiming;if(!(t&&typeof t=="object"&&!Array.
isArray(t))){let n={instancePath:o+"/valueTiming",schemaPath:"#/properties/valueTiming/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.
properties.valueTiming.type,parentSchema:m.properties.valueTiming,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueContactDetail!==void 0){let t=r.valueContactDetail;
if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueContactDetail",schemaPath:"#/properties/valueContactDetail/type",keyword:"type",params:{
type:"object"},message:"must be object",schema:m.properties.valueContactDetail.type,parentSchema:m.properties.valueContactDetail,data:t};e===null?e=[n]:e.push(n),
a++}}if(r.valueContributor!==void 0){let t=r.valueContributor;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueContributor",schemaPath:"\
#/properties/valueContributor/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueContributor.type,parentSchema:m.properties.
valueContributor,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueDataRequirement!==void 0){let t=r.valueDataRequirement;if(!(t&&typeof t=="object"&&!Array.isArray(
t))){let n={instancePath:o+"/valueDataRequirement",schemaPath:"#/properties/valueDataRequirement/type",keyword:"type",params:{type:"object"},message:"must be ob\
ject",schema:m.properties.valueDataRequirement.type,parentSchema:m.properties.valueDataRequirement,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueExpression!==
void 0){let t=r.valueExpression;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueExpression",schemaPath:"#/properties/valueExpressio\
n/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueExpression.type,parentSchema:m.properties.valueExpression,data:t};
e===null?e=[n]:e.push(n),a++}}if(r.valueParameterDefinition!==void 0){let t=r.valueParameterDefinition;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+
"/valueParameterDefinition",schemaPath:"#/properties/valueParameterDefinition/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.
valueParameterDefinition.type,parentSchema:m.properties.valueParameterDefinition,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueRelatedArtifact!==void 0){let t=r.
valueRelatedArtifact;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueRelatedArtifact",schemaPath:"#/properties/valueRelatedArtifact\
/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueRelatedArtifact.type,parentSchema:m.properties.valueRelatedArtifact,
data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueTriggerDefinition!==void 0){let t=r.valueTriggerDefinition;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={
instancePath:o+"/valueTriggerDefinition",schemaPath:"#/properties/valueTriggerDefinition/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.
properties.valueTriggerDefinition.type,parentSchema:m.properties.valueTriggerDefinition,data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueUsageContext!==void 0){let t=r.
valueUsageContext;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueUsageContext",schemaPath:"#/properties/valueUsageContext/type",keyword:"\
type",params:{type:"object"},message:"must be object",schema:m.properties.valueUsageContext.type,parentSchema:m.properties.valueUsageContext,data:t};e===null?e=
[n]:e.push(n),a++}}if(r.valueDosage!==void 0){let t=r.valueDosage;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueDosage",schemaPath:"\
#/properties/valueDosage/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueDosage.type,parentSchema:m.properties.valueDosage,
data:t};e===null?e=[n]:e.push(n),a++}}if(r.valueMeta!==void 0){let t=r.valueMeta;if(!(t&&typeof t=="object"&&!Array.isArray(t))){let n={instancePath:o+"/valueMe\
ta",schemaPath:"#/properties/valueMeta/type",keyword:"type",params:{type:"object"},message:"must be object",schema:m.properties.valueMeta.type,parentSchema:m.properties.
valueMeta,data:t};e===null?e=[n]:e.push(n),a++}}let s=0+(r.extension!==void 0||r._extension!==void 0?1:0)+(r.valueBase64Binary!==void 0||r._valueBase64Binary!==
void 0?1:0)+(r.valueBoolean!==void 0||r._valueBoolean!==void 0?1:0)+(r.valueCanonical!==void 0||r._valueCanonical!==void 0?1:0)+(r.valueCode!==void 0||r._valueCode!==
void 0?1:0)+(r.valueDate!==void 0||r._valueDate!==void 0?1:0)+(r.valueDateTime!==void 0||r._valueDateTime!==void 0?1:0)+(r.valueDecimal!==void 0||r._valueDecimal!==
void 0?1:0)+(r.valueId!==void 0||r._valueId!==void 0?1:0)+(r.valueInstant!==void 0||r._valueInstant!==void 0?1:0)+(r.valueInteger!==void 0||r._valueInteger!==void 0?
1:0)+(r.valueMarkdown!==void 0||r._valueMarkdown!==void 0?1:0)+(r.valueOid!==void 0||r._valueOid!==void 0?1:0)+(r.valuePositiveInt!==void 0||r._valuePositiveInt!==
void 0?1:0)+(r.valueString!==void 0||r._valueString!==void 0?1:0)+(r.valueTime!==void 0||r._valueTime!==void 0?1:0)+(r.valueUnsignedInt!==void 0||r._valueUnsignedInt!==
void 0?1:0)+(r.valueUri!==void 0||r._valueUri!==void 0?1:0)+(r.valueUrl!==void 0||r._valueUrl!==void 0?1:0)+(r.valueUuid!==void 0||r._valueUuid!==void 0?1:0)+(r.
valueAddress!==void 0||r._valueAddress!==void 0?1:0)+(r.valueAge!==void 0||r._valueAge!==void 0?1:0)+(r.valueAnnotation!==void 0||r._valueAnnotation!==void 0?1:
0)+(r.valueAttachment!==void 0||r._valueAttachment!==void 0?1:0)+(r.valueCodeableConcept!==void 0||r._valueCodeableConcept!==void 0?1:0)+(r.valueCoding!==void 0||
r._valueCoding!==void 0?1:0)+(r.valueContactPoint!==void 0||r._valueContactPoint!==void 0?1:0)+(r.valueCount!==void 0||r._valueCount!==void 0?1:0)+(r.valueDistance!==
void 0||r._valueDistance!==void 0?1:0)+(r.valueDuration!==void 0||r._valueDuration!==void 0?1:0)+(r.valueHumanName!==void 0||r._valueHumanName!==void 0?1:0)+(r.
valueIdentifier!==void 0||r._valueIdentifier!==void 0?1:0)+(r.valueMoney!==void 0||r._valueMoney!==void 0?1:0)+(r.valuePeriod!==void 0||r._valuePeriod!==void 0?
1:0)+(r.valueQuantity!==void 0||r._valueQuantity!==void 0?1:0)+(r.valueRange!==void 0||r._valueRange!==void 0?1:0)+(r.valueRatio!==void 0||r._valueRatio!==void 0?
1:0)+(r.valueReference!==void 0||r._valueReference!==void 0?1:0)+(r.valueSampledData!==void 0||r._valueSampledData!==void 0?1:0)+(r.valueSignature!==void 0||r._valueSignature!==
void 0?1:0)+(r.valueTiming!==void 0||r._valueTiming!==void 0?1:0)+(r.valueContactDetail!==void 0||r._valueContactDetail!==void 0?1:0)+(r.valueContributor!==void 0||
r._valueContributor!==void 0?1:0)+(r.valueDataRequirement!==void 0||r._valueDataRequirement!==void 0?1:0)+(r.valueExpression!==void 0||r._valueExpression!==void 0?
1:0)+(r.valueParameterDefinition!==void 0||r._valueParameterDefinition!==void 0?1:0)+(r.valueRelatedArtifact!==void 0||r._valueRelatedArtifact!==void 0?1:0)+(r.
valueTriggerDefinition!==void 0||r._valueTriggerDefinition!==void 0?1:0)+(r.valueUsageContext!==void 0||r._valueUsageContext!==void 0?1:0)+(r.valueDosage!==void 0||
r._valueDosage!==void 0?1:0)+(r.valueMeta!==void 0||r._valueMeta!==void 0?1:0);if(s<1||s>1){let t={instancePath:o,schemaPath:"#/choice",keyword:"choice",params:{
index:0,present:s},message:"choice",schema:m.choice,parentSchema:m,data:r};e===null?e=[t]:e.push(t),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"\
type",params:{type:"object"},message:"must be object",schema:m.type,parentSchema:m,data:r};e===null?e=[s]:e.push(s),a++}return y.errors=e,a===0}let V={properties:{
id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"\
a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},system:{$ref:"#/definitions/uri",expected:"a URI without white space"},_system:{
$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},version:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characte\
rs"},_version:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},code:{$ref:"#/definitions/code",expected:"a code without control characters, and white\
 space but for single spaces inside"},_code:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},display:{$ref:"#/definitions/string",expected:"a string \
that is not empty and has no control characters"},_display:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},userSelected:{$ref:"#/definitions/boolean",
expected:"a boolean"},_userSelected:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,type:"object",content:!0,expected:"a FH\
IR R4 Coding"};function B(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&typeof r=="object"&&!Array.isArray(r)){for(let s in r){
if(a>=100)break;if(!j.call(V.properties,s)){let t={instancePath:o,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:s},
message:"must NOT have additional properties",schema:!1,parentSchema:V,data:r};e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.id;if(typeof s=="string"){
if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001\
F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,
data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"mus\
t be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r.extension!==void 0){let s=r.extension;if(Array.isArray(s)){if(s.length<1){let n={
instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,
parentSchema:V.properties.extension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)y(s[n],{instancePath:o+"/extension/"+n,parentData:s,
parentDataProperty:n,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),a=e.length)}else{let t={instancePath:o+"/extension",schemaPath:"#/properties/extensio\
n/type",keyword:"type",params:{type:"array"},message:"must be array",schema:V.properties.extension.type,parentSchema:V.properties.extension,data:s};e===null?e=[
t]:e.push(t),a++}}if(r.system!==void 0){let s=r.system;if(typeof s=="string"){if(!C.test(s)){let t={instancePath:o+"/system",schemaPath:"#/definitions/uri/patte\
rn",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u00\
1F\\u007F]+$",parentSchema:I,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/system",schemaPath:"#/definitions/uri/type",keyword:"type",params:{
type:"string"},message:"must be string",schema:I.type,parentSchema:I,data:s};e===null?e=[t]:e.push(t),a++}}if(r._system!==void 0&&(l(r._system,{instancePath:o+"\
/_system",parentData:r,parentDataProperty:"_system",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.version!==void 0){let s=r.version;if(typeof s==
"string"){if(!b.test(s)){let t={instancePath:o+"/version",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u0\
00C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",
parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/version",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"s\
tring"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r._version!==void 0&&(l(r._version,{instancePath:o+"/_ver\
sion",parentData:r,parentDataProperty:"_version",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.code!==void 0){let s=r.code;if(typeof s=="\
string"){if(!re.test(s)){let t={instancePath:o+"/code",schemaPath:"#/definitions/code/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+(?: \
[^\\s\\u0000-\\u001F\\u007F]+)*$"},message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$"',schema:"^[^\\s\\u0000-\\u001F\\\
u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$",parentSchema:D,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/code",schemaPath:"#/definitions/c\
ode/type",keyword:"type",params:{type:"string"},message:"must be string",schema:D.type,parentSchema:D,data:s};e===null?e=[t]:e.push(t),a++}}if(r._code!==void 0&&
(l(r._code,{instancePath:o+"/_code",parentData:r,parentDataProperty:"_code",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.display!==void 0){
let s=r.display;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/display",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"\
^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\\
u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/display",schemaPath:"#/definitions/string/type",
keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r._display!==void 0&&(l(r._display,
{instancePath:o+"/_display",parentData:r,parentDataProperty:"_display",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.userSelected!==void 0){
let s=r.userSelected;if(typeof s!="boolean"){let t={instancePath:o+"/userSelected",schemaPath:"#/definitions/boolean/type",keyword:"type",params:{type:"boolean"},
message:"must be boolean",schema:d.type,parentSchema:d,data:s};e===null?e=[t]:e.push(t),a++}}if(r._userSelected!==void 0&&(l(r._userSelected,{instancePath:o+"/_\
userSelected",parentData:r,parentDataProperty:"_userSelected",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),!Object.keys(r).some(s=>s!=="id")){
let s={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"content",schema:!0,parentSchema:V,data:r};e===null?e=[s]:e.push(s),a++}}else{let s={
instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object",schema:V.type,parentSchema:V,data:r};e===null?e=[s]:e.push(s),
a++}return B.errors=e,a===0}function ae(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&typeof r=="object"&&!Array.
isArray(r)){for(let s in r){if(a>=100)break;if(!j.call(F.properties,s)){let t={instancePath:o,schemaPath:"#/additionalProperties",keyword:"additionalProperties",
params:{additionalProperty:s},message:"must NOT have additional properties",schema:!1,parentSchema:F,data:r};e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.
id;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u00\
08\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000\
E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"#/definitions/string/type",keyword:"type",params:{
type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r.extension!==void 0){let s=r.extension;if(Array.isArray(
s)){if(s.length<1){let n={instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fe\
wer than 1 items",schema:1,parentSchema:F.properties.extension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)y(s[n],{instancePath:o+
"/extension/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),a=e.length)}else{let t={instancePath:o+"/extension",schemaPath:"\
#/properties/extension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:F.properties.extension.type,parentSchema:F.properties.extension,
data:s};e===null?e=[t]:e.push(t),a++}}if(r.versionId!==void 0){let s=r.versionId;if(typeof s=="string"){if(!W.test(s)){let t={instancePath:o+"/versionId",schemaPath:"\
#/definitions/id/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9\\-.]{1,64}$"},message:'must match pattern "^[A-Za-z0-9\\-.]{1,64}$"',schema:"^[A-Za-z0-\
9\\-.]{1,64}$",parentSchema:x,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/versionId",schemaPath:"#/definitions/id/type",keyword:"type",params:{
type:"string"},message:"must be string",schema:x.type,parentSchema:x,data:s};e===null?e=[t]:e.push(t),a++}}if(r._versionId!==void 0&&(l(r._versionId,{instancePath:o+
"/_versionId",parentData:r,parentDataProperty:"_versionId",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.lastUpdated!==void 0){let s=r.lastUpdated;
if(typeof s=="string"){if(!Ie.test(s)){let t={instancePath:o+"/lastUpdated",schemaPath:"#/definitions/instant/pattern",keyword:"pattern",params:{pattern:"^(?:(?\
!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][04\
8]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14\
:00))$"},message:'must match pattern "^(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1\
[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)\
?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))$"',schema:"^(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][\
0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-\
5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))$",parentSchema:P,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/la\
stUpdated",schemaPath:"#/definitions/instant/type",keyword:"type",params:{type:"string"},message:"must be string",schema:P.type,parentSchema:P,data:s};e===null?
e=[t]:e.push(t),a++}}if(r._lastUpdated!==void 0&&(l(r._lastUpdated,{instancePath:o+"/_lastUpdated",parentData:r,parentDataProperty:"_lastUpdated",rootData:c})||
(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.source!==void 0){let s=r.source;if(typeof s=="string"){if(!C.test(s)){let t={instancePath:o+"/source",schemaPath:"\
#/definitions/uri/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"\
^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:I,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/source",schemaPath:"#/definitions/uri/type",keyword:"\
type",params:{type:"string"},message:"must be string",schema:I.type,parentSchema:I,data:s};e===null?e=[t]:e.push(t),a++}}if(r._source!==void 0&&(l(r._source,{instancePath:o+
"/_source",parentData:r,parentDataProperty:"_source",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.profile!==void 0){let s=r.profile;if(Array.
isArray(s)){if(s.length<1){let n={instancePath:o+"/profile",schemaPath:"#/properties/profile/minItems",keyword:"minItems",params:{limit:1},message:"must NOT hav\
e fewer than 1 items",schema:1,parentSchema:F.properties.profile,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++){let i=s[n];if(typeof i==
"string"){if(!C.test(i)){let u={instancePath:o+"/profile/"+n,schemaPath:"#/definitions/canonical/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\\
u007F]+$"},message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:he,data:i};e===null?e=[u]:e.push(
u),a++}}else{let u={instancePath:o+"/profile/"+n,schemaPath:"#/definitions/canonical/type",keyword:"type",params:{type:"string"},message:"must be string",schema:he.
type,parentSchema:he,data:i};e===null?e=[u]:e.push(u),a++}}}else{let t={instancePath:o+"/profile",schemaPath:"#/properties/profile/type",keyword:"type",params:{
type:"array"},message:"must be array",schema:F.properties.profile.type,parentSchema:F.properties.profile,data:s};e===null?e=[t]:e.push(t),a++}}if(r.security!==void 0){
let s=r.security;if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/security",schemaPath:"#/properties/security/minItems",keyword:"minItems",params:{limit:1},
message:"must NOT have fewer than 1 items",schema:1,parentSchema:F.properties.security,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)
B(s[n],{instancePath:o+"/security/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?B.errors:e.concat(B.errors),a=e.length)}else{let t={instancePath:o+
"/security",schemaPath:"#/properties/security/type",keyword:"type",params:{type:"array"},message:"must be array",schema:F.properties.security.type,parentSchema:F.
properties.security,data:s};e===null?e=[t]:e.push(t),a++}}if(r.tag!==void 0){let s=r.tag;if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/tag",schemaPath:"\
#/properties/tag/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:F.properties.tag,data:s};e===null?
e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)B(s[n],{instancePath:o+"/tag/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?B.errors:
e.concat(B.errors),a=e.length)}else{let t={instancePath:o+"/tag",schemaPath:"#/properties/tag/type",keyword:"type",params:{type:"array"},message:"must be array",
schema:F.properties.tag.type,parentSchema:F.properties.tag,data:s};e===null?e=[t]:e.push(t),a++}}if(!Object.keys(r).some(s=>s!=="id")){let s={instancePath:o,schemaPath:"\
#/content",keyword:"content",params:{},message:"content",schema:!0,parentSchema:F,data:r};e===null?e=[s]:e.push(s),a++}}else{let s={instancePath:o,schemaPath:"#\
/type",keyword:"type",params:{type:"object"},message:"must be object",schema:F.type,parentSchema:F,data:r};e===null?e=[s]:e.push(s),a++}return ae.errors=e,a===0}
let Y={properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Ex\
tension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},status:{enum:["generated","extensions","additional","e\
mpty"],expected:"one of generated | extensions | additional | empty"},_status:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},div:{$ref:"#/definitio\
ns/xhtml",expected:"an XHTML div"}},additionalProperties:!1,required:["div","status"],type:"object",expected:"a FHIR R4 Narrative"},ge={type:"string",pattern:"^\
\\s*<",expected:"an XHTML div"},Ee=new RegExp("^\\s*<","u");function se(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;
if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.div===void 0){let s={instancePath:o,schemaPath:"#/required",keyword:"required",params:{missingProperty:"div"},
message:"must have required property 'div'",schema:Y.required,parentSchema:Y,data:r};e===null?e=[s]:e.push(s),a++}if(r.status===void 0){let s={instancePath:o,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"status"},message:"must have required property 'status'",schema:Y.required,parentSchema:Y,data:r};e===null?
e=[s]:e.push(s),a++}for(let s in r){if(a>=100)break;if(!(s==="id"||s==="extension"||s==="status"||s==="_status"||s==="div")){let t={instancePath:o,schemaPath:"#\
/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:s},message:"must NOT have additional properties",schema:!1,parentSchema:Y,data:r};
e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.id;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/string/pa\
ttern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\\
u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"\
#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r.
extension!==void 0){let s=r.extension;if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"\
minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:Y.properties.extension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.
length;for(let n=0;n<t&&a<100;n++)y(s[n],{instancePath:o+"/extension/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),
a=e.length)}else{let t={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:Y.
properties.extension.type,parentSchema:Y.properties.extension,data:s};e===null?e=[t]:e.push(t),a++}}if(r.status!==void 0){let s=r.status;if(!(s==="generated"||s===
"extensions"||s==="additional"||s==="empty")){let t={instancePath:o+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues:Y.properties.
status.enum},message:"must be equal to one of the allowed values",schema:Y.properties.status.enum,parentSchema:Y.properties.status,data:s};e===null?e=[t]:e.push(
t),a++}}if(r._status!==void 0&&(l(r._status,{instancePath:o+"/_status",parentData:r,parentDataProperty:"_status",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),
a=e.length)),r.div!==void 0){let s=r.div;if(typeof s=="string"){if(!Ee.test(s)){let t={instancePath:o+"/div",schemaPath:"#/definitions/xhtml/pattern",keyword:"p\
attern",params:{pattern:"^\\s*<"},message:'must match pattern "^\\s*<"',schema:"^\\s*<",parentSchema:ge,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+
"/div",schemaPath:"#/definitions/xhtml/type",keyword:"type",params:{type:"string"},message:"must be string",schema:ge.type,parentSchema:ge,data:s};e===null?e=[t]:
e.push(t),a++}}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object",schema:Y.type,parentSchema:Y,data:r};
e===null?e=[s]:e.push(s),a++}return se.errors=e,a===0}let X={type:"object",properties:{resourceType:{type:"string",pattern:"^[A-Z][A-Za-z]+$",expected:"the name\
 of a resource type"},id:{$ref:"#/definitions/id",expected:"an id: 1 to 64 letters, digits, - and ."},contained:!1},required:["resourceType"],expected:"a FHIR R\
4 ResourceList"},Q=new RegExp("^[A-Z][A-Za-z]+$","u");function N(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&typeof r==
"object"&&!Array.isArray(r)){if(r.resourceType===void 0){let s={instancePath:o,schemaPath:"#/required",keyword:"required",params:{missingProperty:"resourceType"},
message:"must have required property 'resourceType'",schema:X.required,parentSchema:X,data:r};e===null?e=[s]:e.push(s),a++}if(r.resourceType!==void 0){let s=r.resourceType;
if(typeof s=="string"){if(!Q.test(s)){let t={instancePath:o+"/resourceType",schemaPath:"#/properties/resourceType/pattern",keyword:"pattern",params:{pattern:"^[\
A-Z][A-Za-z]+$"},message:'must match pattern "^[A-Z][A-Za-z]+$"',schema:"^[A-Z][A-Za-z]+$",parentSchema:X.properties.resourceType,data:s};e===null?e=[t]:e.push(
t),a++}}else{let t={instancePath:o+"/resourceType",schemaPath:"#/properties/resourceType/type",keyword:"type",params:{type:"string"},message:"must be string",schema:X.
properties.resourceType.type,parentSchema:X.properties.resourceType,data:s};e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.id;if(typeof s=="string"){if(!W.
test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/id/pattern",keyword:"pattern",params:{pattern:"^[A-Za-z0-9\\-.]{1,64}$"},message:'must match patt\
ern "^[A-Za-z0-9\\-.]{1,64}$"',schema:"^[A-Za-z0-9\\-.]{1,64}$",parentSchema:x,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"\
#/definitions/id/type",keyword:"type",params:{type:"string"},message:"must be string",schema:x.type,parentSchema:x,data:s};e===null?e=[t]:e.push(t),a++}}if(r.contained!==
void 0){let s={instancePath:o+"/contained",schemaPath:"#/properties/contained/false schema",keyword:"false schema",params:{},message:"boolean schema is false",schema:!1,
parentSchema:X.properties.contained,data:r.contained};e===null?e=[s]:e.push(s),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"\
object"},message:"must be object",schema:X.type,parentSchema:X,data:r};e===null?e=[s]:e.push(s),a++}return N.errors=e,a===0}let T={properties:{id:{$ref:"#/defin\
itions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extensi\
on"},type:"array",minItems:1,expected:"an array of at least 1 items"},use:{enum:["usual","official","temp","secondary","old"],expected:"one of usual | official \
| temp | secondary | old"},_use:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},type:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 Codea\
bleConcept"},system:{$ref:"#/definitions/uri",expected:"a URI without white space"},_system:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},value:{$ref:"\
#/definitions/string",expected:"a string that is not empty and has no control characters"},_value:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},period:{
$ref:"#/definitions/Period",expected:"a FHIR R4 Period"},assigner:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"}},additionalProperties:!1,type:"\
object",content:!0,expected:"a FHIR R4 Identifier"},U={properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control chara\
cters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},coding:{
items:{$ref:"#/definitions/Coding",expected:"a FHIR R4 Coding"},type:"array",minItems:1,expected:"an array of at least 1 items"},text:{$ref:"#/definitions/strin\
g",expected:"a string that is not empty and has no control characters"},_text:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,
type:"object",content:!0,expected:"a FHIR R4 CodeableConcept"};function v(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;
if(r&&typeof r=="object"&&!Array.isArray(r)){for(let s in r){if(a>=100)break;if(!(s==="id"||s==="extension"||s==="coding"||s==="text"||s==="_text")){let t={instancePath:o,
schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:s},message:"must NOT have additional properties",schema:!1,parentSchema:U,
data:r};e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.id;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/s\
tring/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\
\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+
"/id",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:
e.push(t),a++}}if(r.extension!==void 0){let s=r.extension;if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/extension",schemaPath:"#/properties/extens\
ion/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:U.properties.extension,data:s};e===null?e=[n]:
e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)y(s[n],{instancePath:o+"/extension/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?y.errors:
e.concat(y.errors),a=e.length)}else{let t={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"mu\
st be array",schema:U.properties.extension.type,parentSchema:U.properties.extension,data:s};e===null?e=[t]:e.push(t),a++}}if(r.coding!==void 0){let s=r.coding;if(Array.
isArray(s)){if(s.length<1){let n={instancePath:o+"/coding",schemaPath:"#/properties/coding/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have \
fewer than 1 items",schema:1,parentSchema:U.properties.coding,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)B(s[n],{instancePath:o+
"/coding/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?B.errors:e.concat(B.errors),a=e.length)}else{let t={instancePath:o+"/coding",schemaPath:"\
#/properties/coding/type",keyword:"type",params:{type:"array"},message:"must be array",schema:U.properties.coding.type,parentSchema:U.properties.coding,data:s};
e===null?e=[t]:e.push(t),a++}}if(r.text!==void 0){let s=r.text;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/text",schemaPath:"#/definitions/str\
ing/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u\
000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/\
text",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:
e.push(t),a++}}if(r._text!==void 0&&(l(r._text,{instancePath:o+"/_text",parentData:r,parentDataProperty:"_text",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),
a=e.length)),!Object.keys(r).some(s=>s!=="id")){let s={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"content",schema:!0,parentSchema:U,
data:r};e===null?e=[s]:e.push(s),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object",schema:U.type,
parentSchema:U,data:r};e===null?e=[s]:e.push(s),a++}return v.errors=e,a===0}let S={properties:{id:{$ref:"#/definitions/string",expected:"a string that is not em\
pty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array \
of at least 1 items"},start:{$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists \
in the calendar"},_start:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},end:{$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYY\
Y-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_end:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,
type:"object",content:!0,expected:"a FHIR R4 Period"};function ie(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&
typeof r=="object"&&!Array.isArray(r)){for(let s in r){if(a>=100)break;if(!(s==="id"||s==="extension"||s==="start"||s==="_start"||s==="end"||s==="_end")){let t={
instancePath:o,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:s},message:"must NOT have additional properties",schema:!1,
parentSchema:S,data:r};e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.id;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"\
#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0\
008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={
instancePath:o+"/id",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};
e===null?e=[t]:e.push(t),a++}}if(r.extension!==void 0){let s=r.extension;if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/extension",schemaPath:"#/pr\
operties/extension/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:S.properties.extension,data:s};
e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)y(s[n],{instancePath:o+"/extension/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=
e===null?y.errors:e.concat(y.errors),a=e.length)}else{let t={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"a\
rray"},message:"must be array",schema:S.properties.extension.type,parentSchema:S.properties.extension,data:s};e===null?e=[t]:e.push(t),a++}}if(r.start!==void 0){
let s=r.start;if(typeof s=="string"){if(!q.test(s)){let t={instancePath:o+"/start",schemaPath:"#/definitions/dateTime/pattern",keyword:"pattern",params:{pattern:"\
^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|\
[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[\
0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},message:'must match pattern "^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3\
[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T\
(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"',schema:"\
^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|\
[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[\
0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",parentSchema:$,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/start",schemaPath:"\
#/definitions/dateTime/type",keyword:"type",params:{type:"string"},message:"must be string",schema:$.type,parentSchema:$,data:s};e===null?e=[t]:e.push(t),a++}}if(r.
_start!==void 0&&(l(r._start,{instancePath:o+"/_start",parentData:r,parentDataProperty:"_start",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),
r.end!==void 0){let s=r.end;if(typeof s=="string"){if(!q.test(s)){let t={instancePath:o+"/end",schemaPath:"#/definitions/dateTime/pattern",keyword:"pattern",params:{
pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}\
(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|\
1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},message:'must match pattern "^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[1\
2][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-0\
2-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))\
?)$"',schema:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-\
9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[\
0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",parentSchema:$,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/e\
nd",schemaPath:"#/definitions/dateTime/type",keyword:"type",params:{type:"string"},message:"must be string",schema:$.type,parentSchema:$,data:s};e===null?e=[t]:
e.push(t),a++}}if(r._end!==void 0&&(l(r._end,{instancePath:o+"/_end",parentData:r,parentDataProperty:"_end",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),
a=e.length)),!Object.keys(r).some(s=>s!=="id")){let s={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"content",schema:!0,parentSchema:S,
data:r};e===null?e=[s]:e.push(s),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object",schema:S.type,
parentSchema:S,data:r};e===null?e=[s]:e.push(s),a++}return ie.errors=e,a===0}let O={properties:{id:{$ref:"#/definitions/string",expected:"a string that is not e\
mpty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array\
 of at least 1 items"},reference:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},_reference:{$ref:"#/definitio\
ns/Element",expected:"a FHIR R4 Element"},type:{$ref:"#/definitions/uri",expected:"a URI without white space"},_type:{$ref:"#/definitions/Element",expected:"a F\
HIR R4 Element"},identifier:{$ref:"#/definitions/Identifier",expected:"a FHIR R4 Identifier"},display:{$ref:"#/definitions/string",expected:"a string that is no\
t empty and has no control characters"},_display:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,type:"object",content:!0,expected:"\
a FHIR R4 Reference"},xe={validate:G};function k(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&typeof r=="object"&&
!Array.isArray(r)){for(let s in r){if(a>=100)break;if(!j.call(O.properties,s)){let t={instancePath:o,schemaPath:"#/additionalProperties",keyword:"additionalProp\
erties",params:{additionalProperty:s},message:"must NOT have additional properties",schema:!1,parentSchema:O,data:r};e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){
let s=r.id;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0\
000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u\
000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"#/definitions/string/type",keyword:"ty\
pe",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r.extension!==void 0){let s=r.extension;
if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"minItems",params:{limit:1},message:"\
must NOT have fewer than 1 items",schema:1,parentSchema:O.properties.extension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)y(
s[n],{instancePath:o+"/extension/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),a=e.length)}else{let t={instancePath:o+
"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:O.properties.extension.type,parentSchema:O.
properties.extension,data:s};e===null?e=[t]:e.push(t),a++}}if(r.reference!==void 0){let s=r.reference;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+
"/reference",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must mat\
ch pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[
t]:e.push(t),a++}}else{let t={instancePath:o+"/reference",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",
schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r._reference!==void 0&&(l(r._reference,{instancePath:o+"/_reference",parentData:r,parentDataProperty:"\
_reference",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.type!==void 0){let s=r.type;if(typeof s=="string"){if(!C.test(s)){let t={instancePath:o+
"/type",schemaPath:"#/definitions/uri/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must match pattern "^[^\\s\\u0000-\\u0\
01F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:I,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/type",schemaPath:"#/d\
efinitions/uri/type",keyword:"type",params:{type:"string"},message:"must be string",schema:I.type,parentSchema:I,data:s};e===null?e=[t]:e.push(t),a++}}if(r._type!==
void 0&&(l(r._type,{instancePath:o+"/_type",parentData:r,parentDataProperty:"_type",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.identifier!==
void 0&&(xe.validate(r.identifier,{instancePath:o+"/identifier",parentData:r,parentDataProperty:"identifier",rootData:c})||(e=e===null?xe.validate.errors:e.concat(
xe.validate.errors),a=e.length)),r.display!==void 0){let s=r.display;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/display",schemaPath:"#/defini\
tions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000\
B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+
"/display",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=
[t]:e.push(t),a++}}if(r._display!==void 0&&(l(r._display,{instancePath:o+"/_display",parentData:r,parentDataProperty:"_display",rootData:c})||(e=e===null?l.errors:
e.concat(l.errors),a=e.length)),!Object.keys(r).some(s=>s!=="id")){let s={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"content",schema:!0,
parentSchema:O,data:r};e===null?e=[s]:e.push(s),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be objec\
t",schema:O.type,parentSchema:O,data:r};e===null?e=[s]:e.push(s),a++}return k.errors=e,a===0}function G(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){
let e=null,a=0;if(r&&typeof r=="object"&&!Array.isArray(r)){for(let s in r){if(a>=100)break;if(!j.call(T.properties,s)){let t={instancePath:o,schemaPath:"#/addi\
tionalProperties",keyword:"additionalProperties",params:{additionalProperty:s},message:"must NOT have additional properties",schema:!1,parentSchema:T,data:r};e===
null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.id;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/string/patter\
n",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001\
F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"\
#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r.
extension!==void 0){let s=r.extension;if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"\
minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:T.properties.extension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.
length;for(let n=0;n<t&&a<100;n++)y(s[n],{instancePath:o+"/extension/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),
a=e.length)}else{let t={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:T.
properties.extension.type,parentSchema:T.properties.extension,data:s};e===null?e=[t]:e.push(t),a++}}if(r.use!==void 0){let s=r.use;if(!(s==="usual"||s==="offici\
al"||s==="temp"||s==="secondary"||s==="old")){let t={instancePath:o+"/use",schemaPath:"#/properties/use/enum",keyword:"enum",params:{allowedValues:T.properties.
use.enum},message:"must be equal to one of the allowed values",schema:T.properties.use.enum,parentSchema:T.properties.use,data:s};e===null?e=[t]:e.push(t),a++}}
if(r._use!==void 0&&(l(r._use,{instancePath:o+"/_use",parentData:r,parentDataProperty:"_use",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),
r.type!==void 0&&(v(r.type,{instancePath:o+"/type",parentData:r,parentDataProperty:"type",rootData:c})||(e=e===null?v.errors:e.concat(v.errors),a=e.length)),r.system!==
void 0){let s=r.system;if(typeof s=="string"){if(!C.test(s)){let t={instancePath:o+"/system",schemaPath:"#/definitions/uri/pattern",keyword:"pattern",params:{pattern:"\
^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:I,data:s};
e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/system",schemaPath:"#/definitions/uri/type",keyword:"type",params:{type:"string"},message:"must be st\
ring",schema:I.type,parentSchema:I,data:s};e===null?e=[t]:e.push(t),a++}}if(r._system!==void 0&&(l(r._system,{instancePath:o+"/_system",parentData:r,parentDataProperty:"\
_system",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.value!==void 0){let s=r.value;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+
"/value",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match p\
attern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.
push(t),a++}}else{let t={instancePath:o+"/value",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.
type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r._value!==void 0&&(l(r._value,{instancePath:o+"/_value",parentData:r,parentDataProperty:"_value",rootData:c})||
(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.period!==void 0&&(ie(r.period,{instancePath:o+"/period",parentData:r,parentDataProperty:"period",rootData:c})||
(e=e===null?ie.errors:e.concat(ie.errors),a=e.length)),r.assigner!==void 0&&(k(r.assigner,{instancePath:o+"/assigner",parentData:r,parentDataProperty:"assigner",
rootData:c})||(e=e===null?k.errors:e.concat(k.errors),a=e.length)),!Object.keys(r).some(s=>s!=="id")){let s={instancePath:o,schemaPath:"#/content",keyword:"cont\
ent",params:{},message:"content",schema:!0,parentSchema:T,data:r};e===null?e=[s]:e.push(s),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{
type:"object"},message:"must be object",schema:T.type,parentSchema:T,data:r};e===null?e=[s]:e.push(s),a++}return G.errors=e,a===0}let z={properties:{id:{$ref:"#\
/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 E\
xtension"},type:"array",minItems:1,expected:"an array of at least 1 items"},reference:{$ref:"#/definitions/string",expected:"a string that is not empty and has \
no control characters"},_reference:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},type:{$ref:"#/definitions/uri",expected:"a URI without white spac\
e"},_type:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},identifier:{$ref:"#/definitions/Identifier",expected:"a FHIR R4 Identifier"},display:{$ref:"\
#/definitions/string",expected:"a string that is not empty and has no control characters"},_display:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},
additionalProperties:!1,type:"object",choice:[{of:["reference","identifier","display","extension"],min:1,expected:"a Reference with reference, identifier or dis\
play",rule:"patient"}],content:!0,expected:"a FHIR R4 Reference"};function oe(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,
a=0;if(r&&typeof r=="object"&&!Array.isArray(r)){for(let t in r){if(a>=100)break;if(!j.call(z.properties,t)){let n={instancePath:o,schemaPath:"#/additionalPrope\
rties",keyword:"additionalProperties",params:{additionalProperty:t},message:"must NOT have additional properties",schema:!1,parentSchema:z,data:r};e===null?e=[n]:
e.push(n),a++}}if(r.id!==void 0){let t=r.id;if(typeof t=="string"){if(!b.test(t)){let n={instancePath:o+"/id",schemaPath:"#/definitions/string/pattern",keyword:"\
pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',
schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/id",schemaPath:"#/\
definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:t};e===null?e=[n]:e.push(n),a++}}if(r.
extension!==void 0){let t=r.extension;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"\
minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:z.properties.extension,data:t};e===null?e=[i]:e.push(i),a++}let n=t.
length;for(let i=0;i<n&&a<100;i++)y(t[i],{instancePath:o+"/extension/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),
a=e.length)}else{let n={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:z.
properties.extension.type,parentSchema:z.properties.extension,data:t};e===null?e=[n]:e.push(n),a++}}if(r.reference!==void 0){let t=r.reference;if(typeof t=="str\
ing"){if(!b.test(t)){let n={instancePath:o+"/reference",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000\
C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",
parentSchema:f,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/reference",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"\
string"},message:"must be string",schema:f.type,parentSchema:f,data:t};e===null?e=[n]:e.push(n),a++}}if(r._reference!==void 0&&(l(r._reference,{instancePath:o+"\
/_reference",parentData:r,parentDataProperty:"_reference",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.type!==void 0){let t=r.type;if(typeof t==
"string"){if(!C.test(t)){let n={instancePath:o+"/type",schemaPath:"#/definitions/uri/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},
message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:I,data:t};e===null?e=[n]:e.push(n),a++}}else{
let n={instancePath:o+"/type",schemaPath:"#/definitions/uri/type",keyword:"type",params:{type:"string"},message:"must be string",schema:I.type,parentSchema:I,data:t};
e===null?e=[n]:e.push(n),a++}}if(r._type!==void 0&&(l(r._type,{instancePath:o+"/_type",parentData:r,parentDataProperty:"_type",rootData:c})||(e=e===null?l.errors:
e.concat(l.errors),a=e.length)),r.identifier!==void 0&&(G(r.identifier,{instancePath:o+"/identifier",parentData:r,parentDataProperty:"identifier",rootData:c})||
(e=e===null?G.errors:e.concat(G.errors),a=e.length)),r.display!==void 0){let t=r.display;if(typeof t=="string"){if(!b.test(t)){let n={instancePath:o+"/display",
schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^\
[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:t};e===null?e=[n]:e.push(n),
a++}}else{let n={instancePath:o+"/display",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,
data:t};e===null?e=[n]:e.push(n),a++}}r._display!==void 0&&(l(r._display,{instancePath:o+"/_display",parentData:r,parentDataProperty:"_display",rootData:c})||(e=
e===null?l.errors:e.concat(l.errors),a=e.length));let s=0+(r.reference!==void 0||r._reference!==void 0?1:0)+(r.identifier!==void 0||r._identifier!==void 0?1:0)+
(r.display!==void 0||r._display!==void 0?1:0)+(r.extension!==void 0||r._extension!==void 0?1:0);if(s<1){let t={instancePath:o,schemaPath:"#/choice",keyword:"cho\
ice",params:{index:0,present:s},message:"choice",schema:z.choice,parentSchema:z,data:r};e===null?e=[t]:e.push(t),a++}if(!Object.keys(r).some(t=>t!=="id")){let t={
instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"content",schema:!0,parentSchema:z,data:r};e===null?e=[t]:e.push(t),a++}}else{let s={instancePath:o,
schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object",schema:z.type,parentSchema:z,data:r};e===null?e=[s]:e.push(s),a++}return oe.errors=
e,a===0}let H={properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/defini\
tions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},value:{$ref:"#/definitions/decimal",expected:"\
a number"},_value:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},comparator:{enum:["<","<=",">=",">"],expected:"one of < | <= | >= | >"},_comparator:{
$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},unit:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},
_unit:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},system:{$ref:"#/definitions/uri",expected:"a URI without white space"},_system:{$ref:"#/defini\
tions/Element",expected:"a FHIR R4 Element"},code:{$ref:"#/definitions/code",expected:"a code without control characters, and white space but for single spaces \
inside"},_code:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,type:"object",content:!0,expected:"a FHIR R4 Quantity"},ke={
type:"number",expected:"a number"};function pe(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&typeof r=="object"&&
!Array.isArray(r)){for(let s in r){if(a>=100)break;if(!j.call(H.properties,s)){let t={instancePath:o,schemaPath:"#/additionalProperties",keyword:"additionalProp\
erties",params:{additionalProperty:s},message:"must NOT have additional properties",schema:!1,parentSchema:H,data:r};e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){
let s=r.id;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0\
000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u\
000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"#/definitions/string/type",keyword:"ty\
pe",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r.extension!==void 0){let s=r.extension;
if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"minItems",params:{limit:1},message:"\
must NOT have fewer than 1 items",schema:1,parentSchema:H.properties.extension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)y(
s[n],{instancePath:o+"/extension/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),a=e.length)}else{let t={instancePath:o+
"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:H.properties.extension.type,parentSchema:H.
properties.extension,data:s};e===null?e=[t]:e.push(t),a++}}if(r.value!==void 0){let s=r.value;if(!(typeof s=="number"&&isFinite(s))){let t={instancePath:o+"/val\
ue",schemaPath:"#/definitions/decimal/type",keyword:"type",params:{type:"number"},message:"must be number",schema:ke.type,parentSchema:ke,data:s};e===null?e=[t]:
e.push(t),a++}}if(r._value!==void 0&&(l(r._value,{instancePath:o+"/_value",parentData:r,parentDataProperty:"_value",rootData:c})||(e=e===null?l.errors:e.concat(
l.errors),a=e.length)),r.comparator!==void 0){let s=r.comparator;if(!(s==="<"||s==="<="||s===">="||s===">")){let t={instancePath:o+"/comparator",schemaPath:"#/p\
roperties/comparator/enum",keyword:"enum",params:{allowedValues:H.properties.comparator.enum},message:"must be equal to one of the allowed values",schema:H.properties.
comparator.enum,parentSchema:H.properties.comparator,data:s};e===null?e=[t]:e.push(t),a++}}if(r._comparator!==void 0&&(l(r._comparator,{instancePath:o+"/_compar\
ator",parentData:r,parentDataProperty:"_comparator",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.unit!==void 0){let s=r.unit;if(typeof s==
"string"){if(!b.test(s)){let t={instancePath:o+"/unit",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\
\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",
parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/unit",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"stri\
ng"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r._unit!==void 0&&(l(r._unit,{instancePath:o+"/_unit",parentData:r,
parentDataProperty:"_unit",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.system!==void 0){let s=r.system;if(typeof s=="string"){if(!C.test(
s)){let t={instancePath:o+"/system",schemaPath:"#/definitions/uri/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must ma\
tch pattern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:I,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+
"/system",schemaPath:"#/definitions/uri/type",keyword:"type",params:{type:"string"},message:"must be string",schema:I.type,parentSchema:I,data:s};e===null?e=[t]:
e.push(t),a++}}if(r._system!==void 0&&(l(r._system,{instancePath:o+"/_system",parentData:r,parentDataProperty:"_system",rootData:c})||(e=e===null?l.errors:e.concat(
l.errors),a=e.length)),r.code!==void 0){let s=r.code;if(typeof s=="string"){if(!re.test(s)){let t={instancePath:o+"/code",schemaPath:"#/definitions/code/pattern",
keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$"},message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+(\
?: [^\\s\\u0000-\\u001F\\u007F]+)*$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$",parentSchema:D,data:s};e===null?e=[t]:e.push(t),
a++}}else{let t={instancePath:o+"/code",schemaPath:"#/definitions/code/type",keyword:"type",params:{type:"string"},message:"must be string",schema:D.type,parentSchema:D,
data:s};e===null?e=[t]:e.push(t),a++}}if(r._code!==void 0&&(l(r._code,{instancePath:o+"/_code",parentData:r,parentDataProperty:"_code",rootData:c})||(e=e===null?
l.errors:e.concat(l.errors),a=e.length)),!Object.keys(r).some(s=>s!=="id")){let s={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"co\
ntent",schema:!0,parentSchema:H,data:r};e===null?e=[s]:e.push(s),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"\
must be object",schema:H.type,parentSchema:H,data:r};e===null?e=[s]:e.push(s),a++}return pe.errors=e,a===0}let M={properties:{id:{$ref:"#/definitions/string",expected:"\
a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,
expected:"an array of at least 1 items"},modifierExtension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"\
an array of at least 1 items"},function:{$ref:"#/definitions/CodeableConcept",expected:"a FHIR R4 CodeableConcept"},actor:{$ref:"#/definitions/Reference",expected:"\
a FHIR R4 Reference"}},additionalProperties:!1,required:["actor"],type:"object",expected:"a FHIR R4 Immunization.Performer"};function ue(r,{instancePath:o="",parentData:E,
parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&typeof r=="object"&&!Array.isArray(r)){if(r.actor===void 0){let s={instancePath:o,schemaPath:"#/requ\
ired",keyword:"required",params:{missingProperty:"actor"},message:"must have required property 'actor'",schema:M.required,parentSchema:M,data:r};e===null?e=[s]:
e.push(s),a++}for(let s in r){if(a>=100)break;if(!(s==="id"||s==="extension"||s==="modifierExtension"||s==="function"||s==="actor")){let t={instancePath:o,schemaPath:"\
#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:s},message:"must NOT have additional properties",schema:!1,parentSchema:M,data:r};
e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.id;if(typeof s=="string"){if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/string/pa\
ttern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\\
u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"\
#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r.
extension!==void 0){let s=r.extension;if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"\
minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:M.properties.extension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.
length;for(let n=0;n<t&&a<100;n++)y(s[n],{instancePath:o+"/extension/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),
a=e.length)}else{let t={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:M.
properties.extension.type,parentSchema:M.properties.extension,data:s};e===null?e=[t]:e.push(t),a++}}if(r.modifierExtension!==void 0){let s=r.modifierExtension;if(Array.
isArray(s)){if(s.length<1){let n={instancePath:o+"/modifierExtension",schemaPath:"#/properties/modifierExtension/minItems",keyword:"minItems",params:{limit:1},message:"\
must NOT have fewer than 1 items",schema:1,parentSchema:M.properties.modifierExtension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)
y(s[n],{instancePath:o+"/modifierExtension/"+n,parentData:s,parentDataProperty:n,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),a=e.length)}else{let t={instancePath:o+
"/modifierExtension",schemaPath:"#/properties/modifierExtension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:M.properties.modifierExtension.
type,parentSchema:M.properties.modifierExtension,data:s};e===null?e=[t]:e.push(t),a++}}r.function!==void 0&&(v(r.function,{instancePath:o+"/function",parentData:r,
parentDataProperty:"function",rootData:c})||(e=e===null?v.errors:e.concat(v.errors),a=e.length)),r.actor!==void 0&&(k(r.actor,{instancePath:o+"/actor",parentData:r,
parentDataProperty:"actor",rootData:c})||(e=e===null?k.errors:e.concat(k.errors),a=e.length))}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{
type:"object"},message:"must be object",schema:M.type,parentSchema:M,data:r};e===null?e=[s]:e.push(s),a++}return ue.errors=e,a===0}let A={properties:{id:{$ref:"\
#/definitions/string",expected:"a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 \
Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},authorReference:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},authorString:{
type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty and has no control characters"},_authorString:{$ref:"\
#/definitions/Element",expected:"a FHIR R4 Element"},time:{$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss \
with a time zone, that exists in the calendar"},_time:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},text:{$ref:"#/definitions/markdown",expected:"\
a string that is not empty and has no control characters"},_text:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,type:"obje\
ct",choice:[{of:["authorReference","authorString"],min:0,max:1,at:"author[x]",expected:"at most one of authorReference or authorString",rule:"choice"},{of:["tex\
t"],min:1,at:"text",expected:"the text of the note",rule:"required"}],content:!0,expected:"a FHIR R4 Annotation"},ve={type:"string",pattern:"^[^\\u0000-\\u0008\\u0\
00B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty and has no control characters"};function le(r,{instancePath:o="",parentData:E,parentDataProperty:_,
rootData:c=r}={}){let e=null,a=0;if(r&&typeof r=="object"&&!Array.isArray(r)){for(let n in r){if(a>=100)break;if(!j.call(A.properties,n)){let i={instancePath:o,
schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:n},message:"must NOT have additional properties",schema:!1,parentSchema:A,
data:r};e===null?e=[i]:e.push(i),a++}}if(r.id!==void 0){let n=r.id;if(typeof n=="string"){if(!b.test(n)){let i={instancePath:o+"/id",schemaPath:"#/definitions/s\
tring/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\
\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:n};e===null?e=[i]:e.push(i),a++}}else{let i={instancePath:o+
"/id",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:n};e===null?e=[i]:
e.push(i),a++}}if(r.extension!==void 0){let n=r.extension;if(Array.isArray(n)){if(n.length<1){let u={instancePath:o+"/extension",schemaPath:"#/properties/extens\
ion/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:A.properties.extension,data:n};e===null?e=[u]:
e.push(u),a++}let i=n.length;for(let u=0;u<i&&a<100;u++)y(n[u],{instancePath:o+"/extension/"+u,parentData:n,parentDataProperty:u,rootData:c})||(e=e===null?y.errors:
e.concat(y.errors),a=e.length)}else{let i={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"mu\
st be array",schema:A.properties.extension.type,parentSchema:A.properties.extension,data:n};e===null?e=[i]:e.push(i),a++}}if(r.authorReference!==void 0&&(k(r.authorReference,
{instancePath:o+"/authorReference",parentData:r,parentDataProperty:"authorReference",rootData:c})||(e=e===null?k.errors:e.concat(k.errors),a=e.length)),r.authorString!==
void 0){let n=r.authorString;if(typeof n=="string"){if(!b.test(n)){let i={instancePath:o+"/authorString",schemaPath:"#/properties/authorString/pattern",keyword:"\
pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',
schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:A.properties.authorString,data:n};e===null?e=[i]:e.push(i),a++}}else{let i={instancePath:o+
"/authorString",schemaPath:"#/properties/authorString/type",keyword:"type",params:{type:"string"},message:"must be string",schema:A.properties.authorString.type,
parentSchema:A.properties.authorString,data:n};e===null?e=[i]:e.push(i),a++}}if(r._authorString!==void 0&&(l(r._authorString,{instancePath:o+"/_authorString",parentData:r,
parentDataProperty:"_authorString",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.time!==void 0){let n=r.time;if(typeof n=="string"){if(!q.
test(n)){let i={instancePath:o+"/time",schemaPath:"#/definitions/dateTime/pattern",keyword:"pattern",params:{pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[0\
2])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[\
13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?\
:0[1-9]|1[0-2]))?)$"},message:'must match pattern "^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30\
)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0\
-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"',schema:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[1357\
8]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][\
048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}\
(?:-(?:0[1-9]|1[0-2]))?)$",parentSchema:$,data:n};e===null?e=[i]:e.push(i),a++}}else{let i={instancePath:o+"/time",schemaPath:"#/definitions/dateTime/type",keyword:"\
type",params:{type:"string"},message:"must be string",schema:$.type,parentSchema:$,data:n};e===null?e=[i]:e.push(i),a++}}if(r._time!==void 0&&(l(r._time,{instancePath:o+
"/_time",parentData:r,parentDataProperty:"_time",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.text!==void 0){let n=r.text;if(typeof n=="\
string"){if(!b.test(n)){let i={instancePath:o+"/text",schemaPath:"#/definitions/markdown/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000\
C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",
parentSchema:ve,data:n};e===null?e=[i]:e.push(i),a++}}else{let i={instancePath:o+"/text",schemaPath:"#/definitions/markdown/type",keyword:"type",params:{type:"s\
tring"},message:"must be string",schema:ve.type,parentSchema:ve,data:n};e===null?e=[i]:e.push(i),a++}}r._text!==void 0&&(l(r._text,{instancePath:o+"/_text",parentData:r,
parentDataProperty:"_text",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length));let s=0+(r.authorReference!==void 0||r._authorReference!==void 0?1:
0)+(r.authorString!==void 0||r._authorString!==void 0?1:0);if(s<0||s>1){let n={instancePath:o,schemaPath:"#/choice",keyword:"choice",params:{index:0,present:s},
message:"choice",schema:A.choice,parentSchema:A,data:r};e===null?e=[n]:e.push(n),a++}let t=0+(r.text!==void 0||r._text!==void 0?1:0);if(t<1){let n={instancePath:o,
schemaPath:"#/choice",keyword:"choice",params:{index:1,present:t},message:"choice",schema:A.choice,parentSchema:A,data:r};e===null?e=[n]:e.push(n),a++}if(!Object.
keys(r).some(n=>n!=="id")){let n={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"content",schema:!0,parentSchema:A,data:r};e===null?
e=[n]:e.push(n),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object",schema:A.type,parentSchema:A,
data:r};e===null?e=[s]:e.push(s),a++}return le.errors=e,a===0}let w={properties:{id:{$ref:"#/definitions/string",expected:"a string that is not empty and has no\
 control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 \
items"},modifierExtension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at least 1 items"},
documentType:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},_documentType:{$ref:"#/definitions/Element",expected:"\
a FHIR R4 Element"},reference:{$ref:"#/definitions/uri",expected:"a URI without white space"},_reference:{$ref:"#/definitions/Element",expected:"a FHIR R4 Eleme\
nt"},publicationDate:{$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists in the \
calendar"},_publicationDate:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},presentationDate:{$ref:"#/definitions/dateTime",expected:"a dateTime, YY\
YY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that exists in the calendar"},_presentationDate:{$ref:"#/definitions/Element",expected:"a FHIR \
R4 Element"}},additionalProperties:!1,type:"object",choice:[{of:["documentType","reference"],min:1,expected:"documentType or reference",rule:"imm-1"}],content:!0,
expected:"a FHIR R4 Immunization.Education"};function ce(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&typeof r==
"object"&&!Array.isArray(r)){for(let t in r){if(a>=100)break;if(!j.call(w.properties,t)){let n={instancePath:o,schemaPath:"#/additionalProperties",keyword:"addi\
tionalProperties",params:{additionalProperty:t},message:"must NOT have additional properties",schema:!1,parentSchema:w,data:r};e===null?e=[n]:e.push(n),a++}}if(r.
id!==void 0){let t=r.id;if(typeof t=="string"){if(!b.test(t)){let n={instancePath:o+"/id",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"\
^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\\
u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/id",schemaPath:"#/definitions/string/type",keyword:"\
type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:t};e===null?e=[n]:e.push(n),a++}}if(r.extension!==void 0){let t=r.extension;
if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"minItems",params:{limit:1},message:"\
must NOT have fewer than 1 items",schema:1,parentSchema:w.properties.extension,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)y(
t[i],{instancePath:o+"/extension/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),a=e.length)}else{let n={instancePath:o+
"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:w.properties.extension.type,parentSchema:w.
properties.extension,data:t};e===null?e=[n]:e.push(n),a++}}if(r.modifierExtension!==void 0){let t=r.modifierExtension;if(Array.isArray(t)){if(t.length<1){let i={
instancePath:o+"/modifierExtension",schemaPath:"#/properties/modifierExtension/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1\
 items",schema:1,parentSchema:w.properties.modifierExtension,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)y(t[i],{instancePath:o+
"/modifierExtension/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),a=e.length)}else{let n={instancePath:o+"/modifie\
rExtension",schemaPath:"#/properties/modifierExtension/type",keyword:"type",params:{type:"array"},message:"must be array",schema:w.properties.modifierExtension.
type,parentSchema:w.properties.modifierExtension,data:t};e===null?e=[n]:e.push(n),a++}}if(r.documentType!==void 0){let t=r.documentType;if(typeof t=="string"){if(!b.
test(t)){let n={instancePath:o+"/documentType",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\\
u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,
data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/documentType",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"\
must be string",schema:f.type,parentSchema:f,data:t};e===null?e=[n]:e.push(n),a++}}if(r._documentType!==void 0&&(l(r._documentType,{instancePath:o+"/_documentTy\
pe",parentData:r,parentDataProperty:"_documentType",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.reference!==void 0){let t=r.reference;if(typeof t==
"string"){if(!C.test(t)){let n={instancePath:o+"/reference",schemaPath:"#/definitions/uri/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+\
$"},message:'must match pattern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:I,data:t};e===null?e=[n]:e.push(n),a++}}else{
let n={instancePath:o+"/reference",schemaPath:"#/definitions/uri/type",keyword:"type",params:{type:"string"},message:"must be string",schema:I.type,parentSchema:I,
data:t};e===null?e=[n]:e.push(n),a++}}if(r._reference!==void 0&&(l(r._reference,{instancePath:o+"/_reference",parentData:r,parentDataProperty:"_reference",rootData:c})||
(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.publicationDate!==void 0){let t=r.publicationDate;if(typeof t=="string"){if(!q.test(t)){let n={instancePath:o+
"/publicationDate",schemaPath:"#/definitions/dateTime/pattern",keyword:"pattern",params:{pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0\
-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29\
)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},
message:'must match pattern "^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|\
2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?\
:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"',schema:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12\
][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02\
-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?\
)$",parentSchema:$,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/publicationDate",schemaPath:"#/definitions/dateTime/type",keyword:"type",params:{
type:"string"},message:"must be string",schema:$.type,parentSchema:$,data:t};e===null?e=[n]:e.push(n),a++}}if(r._publicationDate!==void 0&&(l(r._publicationDate,
{instancePath:o+"/_publicationDate",parentData:r,parentDataProperty:"_publicationDate",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.presentationDate!==
void 0){let t=r.presentationDate;if(typeof t=="string"){if(!q.test(t)){let n={instancePath:o+"/presentationDate",schemaPath:"#/definitions/dateTime/pattern",keyword:"\
pattern",params:{pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0\
-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|\
[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},message:'must match pattern "^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[\
02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|\
[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(\
?:0[1-9]|1[0-2]))?)$"',schema:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9\
]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?\
(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",parentSchema:$,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+
"/presentationDate",schemaPath:"#/definitions/dateTime/type",keyword:"type",params:{type:"string"},message:"must be string",schema:$.type,parentSchema:$,data:t};
e===null?e=[n]:e.push(n),a++}}r._presentationDate!==void 0&&(l(r._presentationDate,{instancePath:o+"/_presentationDate",parentData:r,parentDataProperty:"_presen\
tationDate",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length));let s=0+(r.documentType!==void 0||r._documentType!==void 0?1:0)+(r.reference!==void 0||
r._reference!==void 0?1:0);if(s<1){let t={instancePath:o,schemaPath:"#/choice",keyword:"choice",params:{index:0,present:s},message:"choice",schema:w.choice,parentSchema:w,
data:r};e===null?e=[t]:e.push(t),a++}if(!Object.keys(r).some(t=>t!=="id")){let t={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"con\
tent",schema:!0,parentSchema:w,data:r};e===null?e=[t]:e.push(t),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"\
must be object",schema:w.type,parentSchema:w,data:r};e===null?e=[s]:e.push(s),a++}return ce.errors=e,a===0}let Z={properties:{id:{$ref:"#/definitions/string",expected:"\
a string that is not empty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,
expected:"an array of at least 1 items"},modifierExtension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"\
an array of at least 1 items"},date:{$ref:"#/definitions/dateTime",expected:"a dateTime, YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with a time zone, that\
 exists in the calendar"},_date:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},detail:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},
reported:{$ref:"#/definitions/boolean",expected:"a boolean"},_reported:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,type:"\
object",content:!0,expected:"a FHIR R4 Immunization.Reaction"};function me(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;
if(r&&typeof r=="object"&&!Array.isArray(r)){for(let s in r){if(a>=100)break;if(!(s==="id"||s==="extension"||s==="modifierExtension"||s==="date"||s==="_date"||s===
"detail"||s==="reported"||s==="_reported")){let t={instancePath:o,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:s},
message:"must NOT have additional properties",schema:!1,parentSchema:Z,data:r};e===null?e=[t]:e.push(t),a++}}if(r.id!==void 0){let s=r.id;if(typeof s=="string"){
if(!b.test(s)){let t={instancePath:o+"/id",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001\
F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,
data:s};e===null?e=[t]:e.push(t),a++}}else{let t={instancePath:o+"/id",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"mus\
t be string",schema:f.type,parentSchema:f,data:s};e===null?e=[t]:e.push(t),a++}}if(r.extension!==void 0){let s=r.extension;if(Array.isArray(s)){if(s.length<1){let n={
instancePath:o+"/extension",schemaPath:"#/properties/extension/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,
parentSchema:Z.properties.extension,data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)y(s[n],{instancePath:o+"/extension/"+n,parentData:s,
parentDataProperty:n,rootData:c})||(e=e===null?y.errors:e.concat(y.errors),a=e.length)}else{let t={instancePath:o+"/extension",schemaPath:"#/properties/extensio\
n/type",keyword:"type",params:{type:"array"},message:"must be array",schema:Z.properties.extension.type,parentSchema:Z.properties.extension,data:s};e===null?e=[
t]:e.push(t),a++}}if(r.modifierExtension!==void 0){let s=r.modifierExtension;if(Array.isArray(s)){if(s.length<1){let n={instancePath:o+"/modifierExtension",schemaPath:"\
#/properties/modifierExtension/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:Z.properties.modifierExtension,
data:s};e===null?e=[n]:e.push(n),a++}let t=s.length;for(let n=0;n<t&&a<100;n++)y(s[n],{instancePath:o+"/modifierExtension/"+n,parentData:s,parentDataProperty:n,
rootData:c})||(e=e===null?y.errors:e.concat(y.errors),a=e.length)}else{let t={instancePath:o+"/modifierExtension",schemaPath:"#/properties/modifierExtension/typ\
e",keyword:"type",params:{type:"array"},message:"must be array",schema:Z.properties.modifierExtension.type,parentSchema:Z.properties.modifierExtension,data:s};e===
null?e=[t]:e.push(t),a++}}if(r.date!==void 0){let s=r.date;if(typeof s=="string"){if(!q.test(s)){let t={instancePath:o+"/date",schemaPath:"#/definitions/dateTim\
e/pattern",keyword:"pattern",params:{pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-\
(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|6\
0)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},message:'must match pattern "^(?:(?:(?!0000)[0-9]\
{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][\
26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|\
(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"',schema:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|3\
0)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][\
0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",parentSchema:$,data:s};e===null?e=[t]:e.push(
t),a++}}else{let t={instancePath:o+"/date",schemaPath:"#/definitions/dateTime/type",keyword:"type",params:{type:"string"},message:"must be string",schema:$.type,
parentSchema:$,data:s};e===null?e=[t]:e.push(t),a++}}if(r._date!==void 0&&(l(r._date,{instancePath:o+"/_date",parentData:r,parentDataProperty:"_date",rootData:c})||
(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.detail!==void 0&&(k(r.detail,{instancePath:o+"/detail",parentData:r,parentDataProperty:"detail",rootData:c})||
(e=e===null?k.errors:e.concat(k.errors),a=e.length)),r.reported!==void 0){let s=r.reported;if(typeof s!="boolean"){let t={instancePath:o+"/reported",schemaPath:"\
#/definitions/boolean/type",keyword:"type",params:{type:"boolean"},message:"must be boolean",schema:d.type,parentSchema:d,data:s};e===null?e=[t]:e.push(t),a++}}
if(r._reported!==void 0&&(l(r._reported,{instancePath:o+"/_reported",parentData:r,parentDataProperty:"_reported",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),
a=e.length)),!Object.keys(r).some(s=>s!=="id")){let s={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"content",schema:!0,parentSchema:Z,
data:r};e===null?e=[s]:e.push(s),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object",schema:Z.type,
parentSchema:Z,data:r};e===null?e=[s]:e.push(s),a++}return me.errors=e,a===0}let R={properties:{id:{$ref:"#/definitions/string",expected:"a string that is not e\
mpty and has no control characters"},extension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array\
 of at least 1 items"},modifierExtension:{items:{$ref:"#/definitions/Extension",expected:"a FHIR R4 Extension"},type:"array",minItems:1,expected:"an array of at\
 least 1 items"},series:{$ref:"#/definitions/string",expected:"a string that is not empty and has no control characters"},_series:{$ref:"#/definitions/Element",
expected:"a FHIR R4 Element"},authority:{$ref:"#/definitions/Reference",expected:"a FHIR R4 Reference"},targetDisease:{items:{$ref:"#/definitions/CodeableConcep\
t",expected:"a FHIR R4 CodeableConcept"},type:"array",minItems:1,expected:"an array of at least 1 items"},doseNumberPositiveInt:{type:"integer",minimum:1,maximum:2147483647,
expected:"an integer of 1 to 2147483647"},_doseNumberPositiveInt:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},doseNumberString:{type:"string",pattern:"\
^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"a string that is not empty and has no control characters"},_doseNumberString:{$ref:"#/definitions/\
Element",expected:"a FHIR R4 Element"},seriesDosesPositiveInt:{type:"integer",minimum:1,maximum:2147483647,expected:"an integer of 1 to 2147483647"},_seriesDosesPositiveInt:{
$ref:"#/definitions/Element",expected:"a FHIR R4 Element"},seriesDosesString:{type:"string",pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",expected:"\
a string that is not empty and has no control characters"},_seriesDosesString:{$ref:"#/definitions/Element",expected:"a FHIR R4 Element"}},additionalProperties:!1,
type:"object",choice:[{of:["doseNumberPositiveInt","doseNumberString"],min:1,max:1,at:"doseNumber[x]",expected:"exactly one of doseNumberPositiveInt or doseNumb\
erString",rule:"choice"},{of:["seriesDosesPositiveInt","seriesDosesString"],min:0,max:1,at:"seriesDoses[x]",expected:"at most one of seriesDosesPositiveInt or s\
eriesDosesString",rule:"choice"}],content:!0,expected:"a FHIR R4 Immunization.ProtocolApplied"};function fe(r,{instancePath:o="",parentData:E,parentDataProperty:_,
rootData:c=r}={}){let e=null,a=0;if(r&&typeof r=="object"&&!Array.isArray(r)){for(let n in r){if(a>=100)break;if(!j.call(R.properties,n)){let i={instancePath:o,
schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty:n},message:"must NOT have additional properties",schema:!1,parentSchema:R,
data:r};e===null?e=[i]:e.push(i),a++}}if(r.id!==void 0){let n=r.id;if(typeof n=="string"){if(!b.test(n)){let i={instancePath:o+"/id",schemaPath:"#/definitions/s\
tring/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\
\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:n};e===null?e=[i]:e.push(i),a++}}else{let i={instancePath:o+
"/id",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:n};e===null?e=[i]:
e.push(i),a++}}if(r.extension!==void 0){let n=r.extension;if(Array.isArray(n)){if(n.length<1){let u={instancePath:o+"/extension",schemaPath:"#/properties/extens\
ion/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:R.properties.extension,data:n};e===null?e=[u]:
e.push(u),a++}let i=n.length;for(let u=0;u<i&&a<100;u++)y(n[u],{instancePath:o+"/extension/"+u,parentData:n,parentDataProperty:u,rootData:c})||(e=e===null?y.errors:
e.concat(y.errors),a=e.length)}else{let i={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"array"},message:"mu\
st be array",schema:R.properties.extension.type,parentSchema:R.properties.extension,data:n};e===null?e=[i]:e.push(i),a++}}if(r.modifierExtension!==void 0){let n=r.
modifierExtension;if(Array.isArray(n)){if(n.length<1){let u={instancePath:o+"/modifierExtension",schemaPath:"#/properties/modifierExtension/minItems",keyword:"m\
inItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:R.properties.modifierExtension,data:n};e===null?e=[u]:e.push(u),a++}let i=n.
length;for(let u=0;u<i&&a<100;u++)y(n[u],{instancePath:o+"/modifierExtension/"+u,parentData:n,parentDataProperty:u,rootData:c})||(e=e===null?y.errors:e.concat(y.
errors),a=e.length)}else{let i={instancePath:o+"/modifierExtension",schemaPath:"#/properties/modifierExtension/type",keyword:"type",params:{type:"array"},message:"\
must be array",schema:R.properties.modifierExtension.type,parentSchema:R.properties.modifierExtension,data:n};e===null?e=[i]:e.push(i),a++}}if(r.series!==void 0){
let n=r.series;if(typeof n=="string"){if(!b.test(n)){let i={instancePath:o+"/series",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"\
^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\\
u000B\\u000C\\u000E-\\u001F]+$",parentSchema:f,data:n};e===null?e=[i]:e.push(i),a++}}else{let i={instancePath:o+"/series",schemaPath:"#/definitions/string/type",
keyword:"type",params:{type:"string"},message:"must be string",schema:f.type,parentSchema:f,data:n};e===null?e=[i]:e.push(i),a++}}if(r._series!==void 0&&(l(r._series,
{instancePath:o+"/_series",parentData:r,parentDataProperty:"_series",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.authority!==void 0&&(k(
r.authority,{instancePath:o+"/authority",parentData:r,parentDataProperty:"authority",rootData:c})||(e=e===null?k.errors:e.concat(k.errors),a=e.length)),r.targetDisease!==
void 0){let n=r.targetDisease;if(Array.isArray(n)){if(n.length<1){let u={instancePath:o+"/targetDisease",schemaPath:"#/properties/targetDisease/minItems",keyword:"\
minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:R.properties.targetDisease,data:n};e===null?e=[u]:e.push(u),a++}let i=n.
length;for(let u=0;u<i&&a<100;u++)v(n[u],{instancePath:o+"/targetDisease/"+u,parentData:n,parentDataProperty:u,rootData:c})||(e=e===null?v.errors:e.concat(v.errors),
a=e.length)}else{let i={instancePath:o+"/targetDisease",schemaPath:"#/properties/targetDisease/type",keyword:"type",params:{type:"array"},message:"must be array",
schema:R.properties.targetDisease.type,parentSchema:R.properties.targetDisease,data:n};e===null?e=[i]:e.push(i),a++}}if(r.doseNumberPositiveInt!==void 0){let n=r.
doseNumberPositiveInt;if(!(typeof n=="number"&&!(n%1)&&!isNaN(n)&&isFinite(n))){let i={instancePath:o+"/doseNumberPositiveInt",schemaPath:"#/properties/doseNumb\
erPositiveInt/type",keyword:"type",params:{type:"integer"},message:"must be integer",schema:R.properties.doseNumberPositiveInt.type,parentSchema:R.properties.doseNumberPositiveInt,
data:n};e===null?e=[i]:e.push(i),a++}if(typeof n=="number"&&isFinite(n)){if(n>2147483647||isNaN(n)){let i={instancePath:o+"/doseNumberPositiveInt",schemaPath:"#\
/properties/doseNumberPositiveInt/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must be <= 2147483647",schema:2147483647,parentSchema:R.
properties.doseNumberPositiveInt,data:n};e===null?e=[i]:e.push(i),a++}if(n<1||isNaN(n)){let i={instancePath:o+"/doseNumberPositiveInt",schemaPath:"#/properties/\
doseNumberPositiveInt/minimum",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1",schema:1,parentSchema:R.properties.doseNumberPositiveInt,
data:n};e===null?e=[i]:e.push(i),a++}}}if(r._doseNumberPositiveInt!==void 0&&(l(r._doseNumberPositiveInt,{instancePath:o+"/_doseNumberPositiveInt",parentData:r,
parentDataProperty:"_doseNumberPositiveInt",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.doseNumberString!==void 0){let n=r.doseNumberString;
if(typeof n=="string"){if(!b.test(n)){let i={instancePath:o+"/doseNumberString",schemaPath:"#/properties/doseNumberString/pattern",keyword:"pattern",params:{pattern:"\
^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\\
u000B\\u000C\\u000E-\\u001F]+$",parentSchema:R.properties.doseNumberString,data:n};e===null?e=[i]:e.push(i),a++}}else{let i={instancePath:o+"/doseNumberString",
schemaPath:"#/properties/doseNumberString/type",keyword:"type",params:{type:"string"},message:"must be string",schema:R.properties.doseNumberString.type,parentSchema:R.
properties.doseNumberString,data:n};e===null?e=[i]:e.push(i),a++}}if(r._doseNumberString!==void 0&&(l(r._doseNumberString,{instancePath:o+"/_doseNumberString",parentData:r,
parentDataProperty:"_doseNumberString",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.seriesDosesPositiveInt!==void 0){let n=r.seriesDosesPositiveInt;
if(!(typeof n=="number"&&!(n%1)&&!isNaN(n)&&isFinite(n))){let i={instancePath:o+"/seriesDosesPositiveInt",schemaPath:"#/properties/seriesDosesPositiveInt/type",
keyword:"type",params:{type:"integer"},message:"must be integer",schema:R.properties.seriesDosesPositiveInt.type,parentSchema:R.properties.seriesDosesPositiveInt,
data:n};e===null?e=[i]:e.push(i),a++}if(typeof n=="number"&&isFinite(n)){if(n>2147483647||isNaN(n)){let i={instancePath:o+"/seriesDosesPositiveInt",schemaPath:"\
#/properties/seriesDosesPositiveInt/maximum",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must be <= 2147483647",schema:2147483647,parentSchema:R.
properties.seriesDosesPositiveInt,data:n};e===null?e=[i]:e.push(i),a++}if(n<1||isNaN(n)){let i={instancePath:o+"/seriesDosesPositiveInt",schemaPath:"#/propertie\
s/seriesDosesPositiveInt/minimum",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1",schema:1,parentSchema:R.properties.seriesDosesPositiveInt,
data:n};e===null?e=[i]:e.push(i),a++}}}if(r._seriesDosesPositiveInt!==void 0&&(l(r._seriesDosesPositiveInt,{instancePath:o+"/_seriesDosesPositiveInt",parentData:r,
parentDataProperty:"_seriesDosesPositiveInt",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.seriesDosesString!==void 0){let n=r.seriesDosesString;
if(typeof n=="string"){if(!b.test(n)){let i={instancePath:o+"/seriesDosesString",schemaPath:"#/properties/seriesDosesString/pattern",keyword:"pattern",params:{pattern:"\
^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\\
u000B\\u000C\\u000E-\\u001F]+$",parentSchema:R.properties.seriesDosesString,data:n};e===null?e=[i]:e.push(i),a++}}else{let i={instancePath:o+"/seriesDosesString",
schemaPath:"#/properties/seriesDosesString/type",keyword:"type",params:{type:"string"},message:"must be string",schema:R.properties.seriesDosesString.type,parentSchema:R.
properties.seriesDosesString,data:n};e===null?e=[i]:e.push(i),a++}}r._seriesDosesString!==void 0&&(l(r._seriesDosesString,{instancePath:o+"/_seriesDosesString",
parentData:r,parentDataProperty:"_seriesDosesString",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length));let s=0+(r.doseNumberPositiveInt!==void 0||
r._doseNumberPositiveInt!==void 0?1:0)+(r.doseNumberString!==void 0||r._doseNumberString!==void 0?1:0);if(s<1||s>1){let n={instancePath:o,schemaPath:"#/choice",
keyword:"choice",params:{index:0,present:s},message:"choice",schema:R.choice,parentSchema:R,data:r};e===null?e=[n]:e.push(n),a++}let t=0+(r.seriesDosesPositiveInt!==
void 0||r._seriesDosesPositiveInt!==void 0?1:0)+(r.seriesDosesString!==void 0||r._seriesDosesString!==void 0?1:0);if(t<0||t>1){let n={instancePath:o,schemaPath:"\
#/choice",keyword:"choice",params:{index:1,present:t},message:"choice",schema:R.choice,parentSchema:R,data:r};e===null?e=[n]:e.push(n),a++}if(!Object.keys(r).some(
n=>n!=="id")){let n={instancePath:o,schemaPath:"#/content",keyword:"content",params:{},message:"content",schema:!0,parentSchema:R,data:r};e===null?e=[n]:e.push(
n),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object",schema:R.type,parentSchema:R,data:r};e===null?
e=[s]:e.push(s),a++}return fe.errors=e,a===0}function de(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){let e=null,a=0;if(r&&typeof r==
"object"&&!Array.isArray(r)){if(r.patient===void 0){let t={instancePath:o,schemaPath:"#/required",keyword:"required",params:{missingProperty:"patient"},message:"\
must have required property 'patient'",schema:h.required,parentSchema:h,data:r};e===null?e=[t]:e.push(t),a++}if(r.vaccineCode===void 0){let t={instancePath:o,schemaPath:"\
#/required",keyword:"required",params:{missingProperty:"vaccineCode"},message:"must have required property 'vaccineCode'",schema:h.required,parentSchema:h,data:r};
e===null?e=[t]:e.push(t),a++}if(r.resourceType===void 0){let t={instancePath:o,schemaPath:"#/required",keyword:"required",params:{missingProperty:"resourceType"},
message:"must have required property 'resourceType'",schema:h.required,parentSchema:h,data:r};e===null?e=[t]:e.push(t),a++}if(r.status===void 0){let t={instancePath:o,
schemaPath:"#/required",keyword:"required",params:{missingProperty:"status"},message:"must have required property 'status'",schema:h.required,parentSchema:h,data:r};
e===null?e=[t]:e.push(t),a++}for(let t in r){if(a>=100)break;if(!j.call(h.properties,t)){let n={instancePath:o,schemaPath:"#/additionalProperties",keyword:"addi\
tionalProperties",params:{additionalProperty:t},message:"must NOT have additional properties",schema:!1,parentSchema:h,data:r};e===null?e=[n]:e.push(n),a++}}if(r.
resourceType!==void 0){let t=r.resourceType;if(t!=="Immunization"){let n={instancePath:o+"/resourceType",schemaPath:"#/properties/resourceType/const",keyword:"c\
onst",params:{allowedValue:"Immunization"},message:"must be equal to constant",schema:"Immunization",parentSchema:h.properties.resourceType,data:t};e===null?e=[
n]:e.push(n),a++}}if(r.id!==void 0){let t=r.id;if(typeof t=="string"){if(!W.test(t)){let n={instancePath:o+"/id",schemaPath:"#/definitions/id/pattern",keyword:"\
pattern",params:{pattern:"^[A-Za-z0-9\\-.]{1,64}$"},message:'must match pattern "^[A-Za-z0-9\\-.]{1,64}$"',schema:"^[A-Za-z0-9\\-.]{1,64}$",parentSchema:x,data:t};
e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/id",schemaPath:"#/definitions/id/type",keyword:"type",params:{type:"string"},message:"must be string",
schema:x.type,parentSchema:x,data:t};e===null?e=[n]:e.push(n),a++}}if(r.meta!==void 0&&(ae(r.meta,{instancePath:o+"/meta",parentData:r,parentDataProperty:"meta",
rootData:c})||(e=e===null?ae.errors:e.concat(ae.errors),a=e.length)),r.implicitRules!==void 0){let t=r.implicitRules;if(typeof t=="string"){if(!C.test(t)){let n={
instancePath:o+"/implicitRules",schemaPath:"#/definitions/uri/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+$"},message:'must match \
pattern "^[^\\s\\u0000-\\u001F\\u007F]+$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+$",parentSchema:I,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+
"/implicitRules",schemaPath:"#/definitions/uri/type",keyword:"type",params:{type:"string"},message:"must be string",schema:I.type,parentSchema:I,data:t};e===null?
e=[n]:e.push(n),a++}}if(r._implicitRules!==void 0&&(l(r._implicitRules,{instancePath:o+"/_implicitRules",parentData:r,parentDataProperty:"_implicitRules",rootData:c})||
(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.language!==void 0){let t=r.language;if(typeof t=="string"){if(!re.test(t)){let n={instancePath:o+"/langua\
ge",schemaPath:"#/definitions/code/pattern",keyword:"pattern",params:{pattern:"^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$"},message:'mus\
t match pattern "^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$"',schema:"^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$",
parentSchema:D,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/language",schemaPath:"#/definitions/code/type",keyword:"type",params:{type:"st\
ring"},message:"must be string",schema:D.type,parentSchema:D,data:t};e===null?e=[n]:e.push(n),a++}}if(r._language!==void 0&&(l(r._language,{instancePath:o+"/_la\
nguage",parentData:r,parentDataProperty:"_language",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.text!==void 0&&(se(r.text,{instancePath:o+
"/text",parentData:r,parentDataProperty:"text",rootData:c})||(e=e===null?se.errors:e.concat(se.errors),a=e.length)),r.contained!==void 0){let t=r.contained;if(Array.
isArray(t)){if(t.length<1){let i={instancePath:o+"/contained",schemaPath:"#/properties/contained/minItems",keyword:"minItems",params:{limit:1},message:"must NOT\
 have fewer than 1 items",schema:1,parentSchema:h.properties.contained,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)N(t[i],{instancePath:o+
"/contained/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?N.errors:e.concat(N.errors),a=e.length)}else{let n={instancePath:o+"/contained",schemaPath:"\
#/properties/contained/type",keyword:"type",params:{type:"array"},message:"must be array",schema:h.properties.contained.type,parentSchema:h.properties.contained,
data:t};e===null?e=[n]:e.push(n),a++}}if(r.extension!==void 0){let t=r.extension;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/extension",schemaPath:"\
#/properties/extension/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.extension,data:t};
e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)y(t[i],{instancePath:o+"/extension/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=
e===null?y.errors:e.concat(y.errors),a=e.length)}else{let n={instancePath:o+"/extension",schemaPath:"#/properties/extension/type",keyword:"type",params:{type:"a\
rray"},message:"must be array",schema:h.properties.extension.type,parentSchema:h.properties.extension,data:t};e===null?e=[n]:e.push(n),a++}}if(r.modifierExtension!==
void 0){let t=r.modifierExtension;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/modifierExtension",schemaPath:"#/properties/modifierExtension/minI\
tems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.modifierExtension,data:t};e===null?e=[i]:
e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)y(t[i],{instancePath:o+"/modifierExtension/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?
y.errors:e.concat(y.errors),a=e.length)}else{let n={instancePath:o+"/modifierExtension",schemaPath:"#/properties/modifierExtension/type",keyword:"type",params:{
type:"array"},message:"must be array",schema:h.properties.modifierExtension.type,parentSchema:h.properties.modifierExtension,data:t};e===null?e=[n]:e.push(n),a++}}
if(r.identifier!==void 0){let t=r.identifier;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/identifier",schemaPath:"#/properties/identifier/minItem\
s",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.identifier,data:t};e===null?e=[i]:e.push(i),
a++}let n=t.length;for(let i=0;i<n&&a<100;i++)G(t[i],{instancePath:o+"/identifier/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?G.errors:e.concat(
G.errors),a=e.length)}else{let n={instancePath:o+"/identifier",schemaPath:"#/properties/identifier/type",keyword:"type",params:{type:"array"},message:"must be a\
rray",schema:h.properties.identifier.type,parentSchema:h.properties.identifier,data:t};e===null?e=[n]:e.push(n),a++}}if(r.status!==void 0){let t=r.status;if(!(t===
"completed"||t==="entered-in-error"||t==="not-done")){let n={instancePath:o+"/status",schemaPath:"#/properties/status/enum",keyword:"enum",params:{allowedValues:h.
properties.status.enum},message:"must be equal to one of the allowed values",schema:h.properties.status.enum,parentSchema:h.properties.status,data:t};e===null?e=
[n]:e.push(n),a++}}if(r._status!==void 0&&(l(r._status,{instancePath:o+"/_status",parentData:r,parentDataProperty:"_status",rootData:c})||(e=e===null?l.errors:e.
concat(l.errors),a=e.length)),r.statusReason!==void 0&&(v(r.statusReason,{instancePath:o+"/statusReason",parentData:r,parentDataProperty:"statusReason",rootData:c})||
(e=e===null?v.errors:e.concat(v.errors),a=e.length)),r.vaccineCode!==void 0&&(v(r.vaccineCode,{instancePath:o+"/vaccineCode",parentData:r,parentDataProperty:"va\
ccineCode",rootData:c})||(e=e===null?v.errors:e.concat(v.errors),a=e.length)),r.patient!==void 0&&(oe(r.patient,{instancePath:o+"/patient",parentData:r,parentDataProperty:"\
patient",rootData:c})||(e=e===null?oe.errors:e.concat(oe.errors),a=e.length)),r.encounter!==void 0&&(k(r.encounter,{instancePath:o+"/encounter",parentData:r,parentDataProperty:"\
encounter",rootData:c})||(e=e===null?k.errors:e.concat(k.errors),a=e.length)),r.occurrenceDateTime!==void 0){let t=r.occurrenceDateTime;if(typeof t=="string"){if(!q.
test(t)){let n={instancePath:o+"/occurrenceDateTime",schemaPath:"#/properties/occurrenceDateTime/pattern",keyword:"pattern",params:{pattern:"^(?:(?:(?!0000)[0-9\
]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579]\
[26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?\
|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},message:'must match pattern "^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)\
-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]\
):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"',schema:"^(?:(?:(?!000\
0)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[\
13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:\
00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",parentSchema:h.properties.occurrenceDateTime,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+
"/occurrenceDateTime",schemaPath:"#/properties/occurrenceDateTime/type",keyword:"type",params:{type:"string"},message:"must be string",schema:h.properties.occurrenceDateTime.
type,parentSchema:h.properties.occurrenceDateTime,data:t};e===null?e=[n]:e.push(n),a++}}if(r._occurrenceDateTime!==void 0&&(l(r._occurrenceDateTime,{instancePath:o+
"/_occurrenceDateTime",parentData:r,parentDataProperty:"_occurrenceDateTime",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.occurrenceString!==
void 0){let t=r.occurrenceString;if(typeof t=="string"){if(!b.test(t)){let n={instancePath:o+"/occurrenceString",schemaPath:"#/properties/occurrenceString/patte\
rn",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u00\
1F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",parentSchema:h.properties.occurrenceString,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={
instancePath:o+"/occurrenceString",schemaPath:"#/properties/occurrenceString/type",keyword:"type",params:{type:"string"},message:"must be string",schema:h.properties.
occurrenceString.type,parentSchema:h.properties.occurrenceString,data:t};e===null?e=[n]:e.push(n),a++}}if(r._occurrenceString!==void 0&&(l(r._occurrenceString,{
instancePath:o+"/_occurrenceString",parentData:r,parentDataProperty:"_occurrenceString",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.recorded!==
void 0){let t=r.recorded;if(typeof t=="string"){if(!q.test(t)){let n={instancePath:o+"/recorded",schemaPath:"#/definitions/dateTime/pattern",keyword:"pattern",params:{
pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}\
(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|\
1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},message:'must match pattern "^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[1\
2][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-0\
2-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))\
?)$"',schema:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-\
9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[\
0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",parentSchema:$,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/r\
ecorded",schemaPath:"#/definitions/dateTime/type",keyword:"type",params:{type:"string"},message:"must be string",schema:$.type,parentSchema:$,data:t};e===null?e=
[n]:e.push(n),a++}}if(r._recorded!==void 0&&(l(r._recorded,{instancePath:o+"/_recorded",parentData:r,parentDataProperty:"_recorded",rootData:c})||(e=e===null?l.
errors:e.concat(l.errors),a=e.length)),r.primarySource!==void 0){let t=r.primarySource;if(typeof t!="boolean"){let n={instancePath:o+"/primarySource",schemaPath:"\
#/definitions/boolean/type",keyword:"type",params:{type:"boolean"},message:"must be boolean",schema:d.type,parentSchema:d,data:t};e===null?e=[n]:e.push(n),a++}}
if(r._primarySource!==void 0&&(l(r._primarySource,{instancePath:o+"/_primarySource",parentData:r,parentDataProperty:"_primarySource",rootData:c})||(e=e===null?l.
errors:e.concat(l.errors),a=e.length)),r.reportOrigin!==void 0&&(v(r.reportOrigin,{instancePath:o+"/reportOrigin",parentData:r,parentDataProperty:"reportOrigin",
rootData:c})||(e=e===null?v.errors:e.concat(v.errors),a=e.length)),r.location!==void 0&&(k(r.location,{instancePath:o+"/location",parentData:r,parentDataProperty:"\
location",rootData:c})||(e=e===null?k.errors:e.concat(k.errors),a=e.length)),r.manufacturer!==void 0&&(k(r.manufacturer,{instancePath:o+"/manufacturer",parentData:r,
parentDataProperty:"manufacturer",rootData:c})||(e=e===null?k.errors:e.concat(k.errors),a=e.length)),r.lotNumber!==void 0){let t=r.lotNumber;if(typeof t=="strin\
g"){if(!b.test(t)){let n={instancePath:o+"/lotNumber",schemaPath:"#/definitions/string/pattern",keyword:"pattern",params:{pattern:"^[^\\u0000-\\u0008\\u000B\\u000C\\\
u000E-\\u001F]+$"},message:'must match pattern "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$"',schema:"^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F]+$",
parentSchema:f,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/lotNumber",schemaPath:"#/definitions/string/type",keyword:"type",params:{type:"\
string"},message:"must be string",schema:f.type,parentSchema:f,data:t};e===null?e=[n]:e.push(n),a++}}if(r._lotNumber!==void 0&&(l(r._lotNumber,{instancePath:o+"\
/_lotNumber",parentData:r,parentDataProperty:"_lotNumber",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.expirationDate!==void 0){let t=r.
expirationDate;if(typeof t=="string"){if(!Re.test(t)){let n={instancePath:o+"/expirationDate",schemaPath:"#/definitions/date/pattern",keyword:"pattern",params:{
pattern:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}\
(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"},message:'must match pattern "^(?:(?:(?!0000\
)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[1\
3579][26])|(?:[02468][048]|[13579][26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$"',schema:"^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[1\
2][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-0\
2-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$",parentSchema:te,data:t};e===null?e=[n]:e.push(n),a++}}else{let n={instancePath:o+"/expirationDate",schemaPath:"\
#/definitions/date/type",keyword:"type",params:{type:"string"},message:"must be string",schema:te.type,parentSchema:te,data:t};e===null?e=[n]:e.push(n),a++}}if(r.
_expirationDate!==void 0&&(l(r._expirationDate,{instancePath:o+"/_expirationDate",parentData:r,parentDataProperty:"_expirationDate",rootData:c})||(e=e===null?l.
errors:e.concat(l.errors),a=e.length)),r.site!==void 0&&(v(r.site,{instancePath:o+"/site",parentData:r,parentDataProperty:"site",rootData:c})||(e=e===null?v.errors:
e.concat(v.errors),a=e.length)),r.route!==void 0&&(v(r.route,{instancePath:o+"/route",parentData:r,parentDataProperty:"route",rootData:c})||(e=e===null?v.errors:
e.concat(v.errors),a=e.length)),r.doseQuantity!==void 0&&(pe(r.doseQuantity,{instancePath:o+"/doseQuantity",parentData:r,parentDataProperty:"doseQuantity",rootData:c})||
(e=e===null?pe.errors:e.concat(pe.errors),a=e.length)),r.performer!==void 0){let t=r.performer;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/perfo\
rmer",schemaPath:"#/properties/performer/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.
performer,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)ue(t[i],{instancePath:o+"/performer/"+i,parentData:t,parentDataProperty:i,
rootData:c})||(e=e===null?ue.errors:e.concat(ue.errors),a=e.length)}else{let n={instancePath:o+"/performer",schemaPath:"#/properties/performer/type",keyword:"ty\
pe",params:{type:"array"},message:"must be array",schema:h.properties.performer.type,parentSchema:h.properties.performer,data:t};e===null?e=[n]:e.push(n),a++}}if(r.
note!==void 0){let t=r.note;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/note",schemaPath:"#/properties/note/minItems",keyword:"minItems",params:{
limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.note,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&
a<100;i++)le(t[i],{instancePath:o+"/note/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?le.errors:e.concat(le.errors),a=e.length)}else{let n={instancePath:o+
"/note",schemaPath:"#/properties/note/type",keyword:"type",params:{type:"array"},message:"must be array",schema:h.properties.note.type,parentSchema:h.properties.
note,data:t};e===null?e=[n]:e.push(n),a++}}if(r.reasonCode!==void 0){let t=r.reasonCode;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/reasonCode",
schemaPath:"#/properties/reasonCode/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.
reasonCode,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)v(t[i],{instancePath:o+"/reasonCode/"+i,parentData:t,parentDataProperty:i,
rootData:c})||(e=e===null?v.errors:e.concat(v.errors),a=e.length)}else{let n={instancePath:o+"/reasonCode",schemaPath:"#/properties/reasonCode/type",keyword:"ty\
pe",params:{type:"array"},message:"must be array",schema:h.properties.reasonCode.type,parentSchema:h.properties.reasonCode,data:t};e===null?e=[n]:e.push(n),a++}}
if(r.reasonReference!==void 0){let t=r.reasonReference;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/reasonReference",schemaPath:"#/properties/rea\
sonReference/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.reasonReference,data:t};
e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)k(t[i],{instancePath:o+"/reasonReference/"+i,parentData:t,parentDataProperty:i,rootData:c})||
(e=e===null?k.errors:e.concat(k.errors),a=e.length)}else{let n={instancePath:o+"/reasonReference",schemaPath:"#/properties/reasonReference/type",keyword:"type",
params:{type:"array"},message:"must be array",schema:h.properties.reasonReference.type,parentSchema:h.properties.reasonReference,data:t};e===null?e=[n]:e.push(n),
a++}}if(r.isSubpotent!==void 0){let t=r.isSubpotent;if(typeof t!="boolean"){let n={instancePath:o+"/isSubpotent",schemaPath:"#/definitions/boolean/type",keyword:"\
type",params:{type:"boolean"},message:"must be boolean",schema:d.type,parentSchema:d,data:t};e===null?e=[n]:e.push(n),a++}}if(r._isSubpotent!==void 0&&(l(r._isSubpotent,
{instancePath:o+"/_isSubpotent",parentData:r,parentDataProperty:"_isSubpotent",rootData:c})||(e=e===null?l.errors:e.concat(l.errors),a=e.length)),r.subpotentReason!==
void 0){let t=r.subpotentReason;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/subpotentReason",schemaPath:"#/properties/subpotentReason/minItems",
keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.subpotentReason,data:t};e===null?e=[i]:e.push(
i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)v(t[i],{instancePath:o+"/subpotentReason/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?v.errors:
e.concat(v.errors),a=e.length)}else{let n={instancePath:o+"/subpotentReason",schemaPath:"#/properties/subpotentReason/type",keyword:"type",params:{type:"array"},
message:"must be array",schema:h.properties.subpotentReason.type,parentSchema:h.properties.subpotentReason,data:t};e===null?e=[n]:e.push(n),a++}}if(r.education!==
void 0){let t=r.education;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/education",schemaPath:"#/properties/education/minItems",keyword:"minItems",
params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.education,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<
n&&a<100;i++)ce(t[i],{instancePath:o+"/education/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?ce.errors:e.concat(ce.errors),a=e.length)}else{
let n={instancePath:o+"/education",schemaPath:"#/properties/education/type",keyword:"type",params:{type:"array"},message:"must be array",schema:h.properties.education.
type,parentSchema:h.properties.education,data:t};e===null?e=[n]:e.push(n),a++}}if(r.programEligibility!==void 0){let t=r.programEligibility;if(Array.isArray(t)){
if(t.length<1){let i={instancePath:o+"/programEligibility",schemaPath:"#/properties/programEligibility/minItems",keyword:"minItems",params:{limit:1},message:"mu\
st NOT have fewer than 1 items",schema:1,parentSchema:h.properties.programEligibility,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)
v(t[i],{instancePath:o+"/programEligibility/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?v.errors:e.concat(v.errors),a=e.length)}else{let n={
instancePath:o+"/programEligibility",schemaPath:"#/properties/programEligibility/type",keyword:"type",params:{type:"array"},message:"must be array",schema:h.properties.
programEligibility.type,parentSchema:h.properties.programEligibility,data:t};e===null?e=[n]:e.push(n),a++}}if(r.fundingSource!==void 0&&(v(r.fundingSource,{instancePath:o+
"/fundingSource",parentData:r,parentDataProperty:"fundingSource",rootData:c})||(e=e===null?v.errors:e.concat(v.errors),a=e.length)),r.reaction!==void 0){let t=r.
reaction;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+"/reaction",schemaPath:"#/properties/reaction/minItems",keyword:"minItems",params:{limit:1},message:"\
must NOT have fewer than 1 items",schema:1,parentSchema:h.properties.reaction,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)me(
t[i],{instancePath:o+"/reaction/"+i,parentData:t,parentDataProperty:i,rootData:c})||(e=e===null?me.errors:e.concat(me.errors),a=e.length)}else{let n={instancePath:o+
"/reaction",schemaPath:"#/properties/reaction/type",keyword:"type",params:{type:"array"},message:"must be array",schema:h.properties.reaction.type,parentSchema:h.
properties.reaction,data:t};e===null?e=[n]:e.push(n),a++}}if(r.protocolApplied!==void 0){let t=r.protocolApplied;if(Array.isArray(t)){if(t.length<1){let i={instancePath:o+
"/protocolApplied",schemaPath:"#/properties/protocolApplied/minItems",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:h.
properties.protocolApplied,data:t};e===null?e=[i]:e.push(i),a++}let n=t.length;for(let i=0;i<n&&a<100;i++)fe(t[i],{instancePath:o+"/protocolApplied/"+i,parentData:t,
parentDataProperty:i,rootData:c})||(e=e===null?fe.errors:e.concat(fe.errors),a=e.length)}else{let n={instancePath:o+"/protocolApplied",schemaPath:"#/properties/\
protocolApplied/type",keyword:"type",params:{type:"array"},message:"must be array",schema:h.properties.protocolApplied.type,parentSchema:h.properties.protocolApplied,
data:t};e===null?e=[n]:e.push(n),a++}}let s=0+(r.occurrenceDateTime!==void 0||r._occurrenceDateTime!==void 0?1:0)+(r.occurrenceString!==void 0||r._occurrenceString!==
void 0?1:0);if(s<1||s>1){let t={instancePath:o,schemaPath:"#/choice",keyword:"choice",params:{index:0,present:s},message:"choice",schema:h.choice,parentSchema:h,
data:r};e===null?e=[t]:e.push(t),a++}}else{let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be object",schema:h.type,
parentSchema:h,data:r};e===null?e=[s]:e.push(s),a++}return de.errors=e,a===0}function be(r,{instancePath:o="",parentData:E,parentDataProperty:_,rootData:c=r}={}){
let e=null,a=0;if(!(r&&typeof r=="object"&&!Array.isArray(r))){let s={instancePath:o,schemaPath:"#/type",keyword:"type",params:{type:"object"},message:"must be \
object",schema:ee.type,parentSchema:ee,data:r};e===null?e=[s]:e.push(s),a++}return de(r,{instancePath:o,parentData:E,parentDataProperty:_,rootData:c})||(e=e===null?
de.errors:e.concat(de.errors),a=e.length),be.errors=e,a===0}return K.exports},_e;exports.explain=K=>(_e??=De(),_e(K)?[]:_e.errors);exports.accepts=(()=>{let K=new RegExp(
"[^A-Za-z0-9\\-.]","u");function ee(a){return typeof a=="string"&&a.length>=1&&a.length<=64&&!K.test(a)}let h=new RegExp("[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001\
F]","u");function x(a){return typeof a=="string"&&a.length>=1&&!h.test(a)}let I=new RegExp("[\\s\\u0000-\\u001F\\u007F]","u");function D(a){return typeof a=="st\
ring"&&a.length>=1&&!I.test(a)}function $(a){let s=0,t=0,n=!1;for(let i in a){let u=a[i];switch(t++,i){case"id":if(!x(u))return!1;break;case"extension":if(!(Array.
isArray(u)&&u.length>=1&&P(u)))return!1;n=!0;break;default:return!1}}return n}function d(a){return typeof a=="object"&&a!==null&&!Array.isArray(a)&&$(a)}let f=new RegExp(
"[^0-9A-Za-z+/=\\s]","u"),te=new RegExp("^[^\\s\\u0000-\\u001F\\u007F]+(?: [^\\s\\u0000-\\u001F\\u007F]+)*$","u"),j=new RegExp("^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[\
13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[024\
68][048]|[13579][26])00)-02-29)|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$","u"),W=new RegExp("^(?:(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|\
3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)(?:\
T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)))?|(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?)$","u"),
C=new RegExp("^(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{\
2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:Z|[+-](?:(?:0[0-9]|1\
[0-3]):[0-5][0-9]|14:00))$","u"),re=new RegExp("^urn:oid:[0-2](?:\\.(?:0|[1-9][0-9]*))+$","u"),q=new RegExp("^(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(\
?:\\.[0-9]+)?$","u"),b=new RegExp("^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$","u");function Re(a){let s=0,t=0,n=!1,i=0;for(let u in a){let p=a[u];switch(t++,
u){case"id":if(!x(p))return!1;break;case"extension":if(!(Array.isArray(p)&&p.length>=1&&P(p)))return!1;i=i===0||i===1?1:-1;break;case"url":if(!D(p))return!1;s++;
break;case"_url":if(!d(p))return!1;break;case"valueBase64Binary":if(!(typeof p=="string"&&p.length>=1&&!f.test(p)))return!1;i=i===0||i===2?2:-1;break;case"_valu\
eBase64Binary":if(!d(p))return!1;i=i===0||i===2?2:-1;break;case"valueBoolean":if(typeof p!="boolean")return!1;i=i===0||i===3?3:-1;break;case"_valueBoolean":if(!d(
p))return!1;i=i===0||i===3?3:-1;break;case"valueCanonical":if(!(typeof p=="string"&&p.length>=1&&!I.test(p)))return!1;i=i===0||i===4?4:-1;break;case"_valueCanon\
ical":if(!d(p))return!1;i=i===0||i===4?4:-1;break;case"valueCode":if(!(typeof p=="string"&&te.test(p)))return!1;i=i===0||i===5?5:-1;break;case"_valueCode":if(!d(
p))return!1;i=i===0||i===5?5:-1;break;case"valueDate":if(!(typeof p=="string"&&j.test(p)))return!1;i=i===0||i===6?6:-1;break;case"_valueDate":if(!d(p))return!1;
i=i===0||i===6?6:-1;break;case"valueDateTime":if(!(typeof p=="string"&&W.test(p)))return!1;i=i===0||i===7?7:-1;break;case"_valueDateTime":if(!d(p))return!1;i=i===
0||i===7?7:-1;break;case"valueDecimal":if(typeof p!="number")return!1;i=i===0||i===8?8:-1;break;case"_valueDecimal":if(!d(p))return!1;i=i===0||i===8?8:-1;break;case"\
valueId":if(!(typeof p=="string"&&p.length>=1&&p.length<=64&&!K.test(p)))return!1;i=i===0||i===9?9:-1;break;case"_valueId":if(!d(p))return!1;i=i===0||i===9?9:-1;
break;case"valueInstant":if(!(typeof p=="string"&&C.test(p)))return!1;i=i===0||i===10?10:-1;break;case"_valueInstant":if(!d(p))return!1;i=i===0||i===10?10:-1;break;case"\
valueInteger":if(!(Number.isInteger(p)&&p>=-2147483648&&p<=2147483647))return!1;i=i===0||i===11?11:-1;break;case"_valueInteger":if(!d(p))return!1;i=i===0||i===11?
11:-1;break;case"valueMarkdown":if(!(typeof p=="string"&&p.length>=1&&!h.test(p)))return!1;i=i===0||i===12?12:-1;break;case"_valueMarkdown":if(!d(p))return!1;i=
i===0||i===12?12:-1;break;case"valueOid":if(!(typeof p=="string"&&re.test(p)))return!1;i=i===0||i===13?13:-1;break;case"_valueOid":if(!d(p))return!1;i=i===0||i===
13?13:-1;break;case"valuePositiveInt":if(!(Number.isInteger(p)&&p>=1&&p<=2147483647))return!1;i=i===0||i===14?14:-1;break;case"_valuePositiveInt":if(!d(p))return!1;
i=i===0||i===14?14:-1;break;case"valueString":if(!(typeof p=="string"&&p.length>=1&&!h.test(p)))return!1;i=i===0||i===15?15:-1;break;case"_valueString":if(!d(p))
return!1;i=i===0||i===15?15:-1;break;case"valueTime":if(!(typeof p=="string"&&q.test(p)))return!1;i=i===0||i===16?16:-1;break;case"_valueTime":if(!d(p))return!1;
i=i===0||i===16?16:-1;break;case"valueUnsignedInt":if(!(Number.isInteger(p)&&p>=0&&p<=2147483647))return!1;i=i===0||i===17?17:-1;break;case"_valueUnsignedInt":if(!d(
p))return!1;i=i===0||i===17?17:-1;break;case"valueUri":if(!(typeof p=="string"&&p.length>=1&&!I.test(p)))return!1;i=i===0||i===18?18:-1;break;case"_valueUri":if(!d(
p))return!1;i=i===0||i===18?18:-1;break;case"valueUrl":if(!(typeof p=="string"&&p.length>=1&&!I.test(p)))return!1;i=i===0||i===19?19:-1;break;case"_valueUrl":if(!d(
p))return!1;i=i===0||i===19?19:-1;break;case"valueUuid":if(!(typeof p=="string"&&b.test(p)))return!1;i=i===0||i===20?20:-1;break;case"_valueUuid":if(!d(p))return!1;
i=i===0||i===20?20:-1;break;case"valueAddress":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===21?21:-1;break;case"valueAge":if(!(typeof p==
"object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===22?22:-1;break;case"valueAnnotation":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;
i=i===0||i===23?23:-1;break;case"valueAttachment":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===24?24:-1;break;case"valueCodeableC\
oncept":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===25?25:-1;break;case"valueCoding":if(!(typeof p=="object"&&p!==null&&!Array.isArray(
p)))return!1;i=i===0||i===26?26:-1;break;case"valueContactPoint":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===27?27:-1;break;case"\
valueCount":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===28?28:-1;break;case"valueDistance":if(!(typeof p=="object"&&p!==null&&!Array.
isArray(p)))return!1;i=i===0||i===29?29:-1;break;case"valueDuration":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===30?30:-1;break;case"\
valueHumanName":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===31?31:-1;break;case"valueIdentifier":if(!(typeof p=="object"&&p!==null&&
!Array.isArray(p)))return!1;i=i===0||i===32?32:-1;break;case"valueMoney":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===33?33:-1;break;case"\
valuePeriod":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===34?34:-1;break;case"valueQuantity":if(!(typeof p=="object"&&p!==null&&!Array.
isArray(p)))return!1;i=i===0||i===35?35:-1;break;case"valueRange":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===36?36:-1;break;case"\
valueRatio":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===37?37:-1;break;case"valueReference":if(!(typeof p=="object"&&p!==null&&!Array.
isArray(p)))return!1;i=i===0||i===38?38:-1;break;case"valueSampledData":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===39?39:-1;break;case"\
valueSignature":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===40?40:-1;break;case"valueTiming":if(!(typeof p=="object"&&p!==null&&
!Array.isArray(p)))return!1;i=i===0||i===41?41:-1;break;case"valueContactDetail":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===42?
42:-1;break;case"valueContributor":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===43?43:-1;break;case"valueDataRequirement":if(!(typeof p==
"object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===44?44:-1;break;case"valueExpression":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;
i=i===0||i===45?45:-1;break;case"valueParameterDefinition":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===46?46:-1;break;case"value\
RelatedArtifact":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===47?47:-1;break;case"valueTriggerDefinition":if(!(typeof p=="object"&&
p!==null&&!Array.isArray(p)))return!1;i=i===0||i===48?48:-1;break;case"valueUsageContext":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||
i===49?49:-1;break;case"valueDosage":if(!(typeof p=="object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===50?50:-1;break;case"valueMeta":if(!(typeof p=="\
object"&&p!==null&&!Array.isArray(p)))return!1;i=i===0||i===51?51:-1;break;default:return!1}}return s===1&&i>0}function F(a){return typeof a=="object"&&a!==null&&
!Array.isArray(a)&&Re(a)}function P(a){for(let s=0;s<a.length;s++){let t=a[s];if(!F(t))return!1}return!0}function he(a){return typeof a=="string"&&C.test(a)}function Ie(a){
return typeof a=="string"&&a.length>=1&&!I.test(a)}function m(a){for(let s=0;s<a.length;s++){let t=a[s];if(!Ie(t))return!1}return!0}function ye(a){return typeof a==
"string"&&te.test(a)}function ne(a){return typeof a=="boolean"}function Pe(a){let s=0,t=0,n=!1;for(let i in a){let u=a[i];switch(t++,i){case"id":if(!x(u))return!1;
break;case"extension":if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;n=!0;break;case"system":if(!D(u))return!1;n=!0;break;case"_system":if(!d(u))return!1;n=
!0;break;case"version":if(!x(u))return!1;n=!0;break;case"_version":if(!d(u))return!1;n=!0;break;case"code":if(!ye(u))return!1;n=!0;break;case"_code":if(!d(u))return!1;
n=!0;break;case"display":if(!x(u))return!1;n=!0;break;case"_display":if(!d(u))return!1;n=!0;break;case"userSelected":if(!ne(u))return!1;n=!0;break;case"_userSel\
ected":if(!d(u))return!1;n=!0;break;default:return!1}}return n}function $e(a){return typeof a=="object"&&a!==null&&!Array.isArray(a)&&Pe(a)}function L(a){for(let s=0;s<
a.length;s++){let t=a[s];if(!$e(t))return!1}return!0}function J(a){let s=0,t=0,n=!1;for(let i in a){let u=a[i];switch(t++,i){case"id":if(!x(u))return!1;break;case"\
extension":if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;n=!0;break;case"versionId":if(!ee(u))return!1;n=!0;break;case"_versionId":if(!d(u))return!1;n=!0;break;case"\
lastUpdated":if(!he(u))return!1;n=!0;break;case"_lastUpdated":if(!d(u))return!1;n=!0;break;case"source":if(!D(u))return!1;n=!0;break;case"_source":if(!d(u))return!1;
n=!0;break;case"profile":if(!(Array.isArray(u)&&u.length>=1&&m(u)))return!1;n=!0;break;case"security":if(!(Array.isArray(u)&&u.length>=1&&L(u)))return!1;n=!0;break;case"\
tag":if(!(Array.isArray(u)&&u.length>=1&&L(u)))return!1;n=!0;break;default:return!1}}return n}function l(a){return typeof a=="object"&&a!==null&&!Array.isArray(
a)&&J(a)}let y=new RegExp("^\\s*<","u");function V(a){return typeof a=="string"&&y.test(a)}function B(a){let s=0,t=0,n=!1;for(let i in a){let u=a[i];switch(t++,
i){case"id":if(!x(u))return!1;break;case"extension":if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;break;case"status":if(!(u==="generated"||u==="extensions"||
u==="additional"||u==="empty"))return!1;s++;break;case"_status":if(!d(u))return!1;break;case"div":if(!V(u))return!1;s++;break;default:return!1}}return s===2}function ae(a){
return typeof a=="object"&&a!==null&&!Array.isArray(a)&&B(a)}let Y=new RegExp("^[A-Z][A-Za-z]+$","u");function ge(a){let s=0,t=0,n=!1;for(let i in a){let u=a[i];
switch(t++,i){case"resourceType":if(!(typeof u=="string"&&Y.test(u)))return!1;s++;break;case"id":if(!ee(u))return!1;break;case"contained":return!1;default:n=!0}}
return s===1}function Ee(a){return typeof a=="object"&&a!==null&&!Array.isArray(a)&&ge(a)}function se(a){for(let s=0;s<a.length;s++){let t=a[s];if(!Ee(t))return!1}
return!0}function X(a){let s=0,t=0,n=!1;for(let i in a){let u=a[i];switch(t++,i){case"id":if(!x(u))return!1;break;case"extension":if(!(Array.isArray(u)&&u.length>=
1&&P(u)))return!1;n=!0;break;case"coding":if(!(Array.isArray(u)&&u.length>=1&&L(u)))return!1;n=!0;break;case"text":if(!x(u))return!1;n=!0;break;case"_text":if(!d(
u))return!1;n=!0;break;default:return!1}}return n}function Q(a){return typeof a=="object"&&a!==null&&!Array.isArray(a)&&X(a)}function N(a){return typeof a=="str\
ing"&&W.test(a)}function T(a){let s=0,t=0,n=!1;for(let i in a){let u=a[i];switch(t++,i){case"id":if(!x(u))return!1;break;case"extension":if(!(Array.isArray(u)&&
u.length>=1&&P(u)))return!1;n=!0;break;case"start":if(!N(u))return!1;n=!0;break;case"_start":if(!d(u))return!1;n=!0;break;case"end":if(!N(u))return!1;n=!0;break;case"\
_end":if(!d(u))return!1;n=!0;break;default:return!1}}return n}function U(a){return typeof a=="object"&&a!==null&&!Array.isArray(a)&&T(a)}function v(a){let s=0,t=0,
n=!1;for(let i in a){let u=a[i];switch(t++,i){case"id":if(!x(u))return!1;break;case"extension":if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;n=!0;break;case"\
reference":if(!x(u))return!1;n=!0;break;case"_reference":if(!d(u))return!1;n=!0;break;case"type":if(!D(u))return!1;n=!0;break;case"_type":if(!d(u))return!1;n=!0;
break;case"identifier":if(!O(u))return!1;n=!0;break;case"display":if(!x(u))return!1;n=!0;break;case"_display":if(!d(u))return!1;n=!0;break;default:return!1}}return n}
function S(a){return typeof a=="object"&&a!==null&&!Array.isArray(a)&&v(a)}function ie(a){let s=0,t=0,n=!1;for(let i in a){let u=a[i];switch(t++,i){case"id":if(!x(
u))return!1;break;case"extension":if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;n=!0;break;case"use":if(!(u==="usual"||u==="official"||u==="temp"||u==="sec\
ondary"||u==="old"))return!1;n=!0;break;case"_use":if(!d(u))return!1;n=!0;break;case"type":if(!Q(u))return!1;n=!0;break;case"system":if(!D(u))return!1;n=!0;break;case"\
_system":if(!d(u))return!1;n=!0;break;case"value":if(!x(u))return!1;n=!0;break;case"_value":if(!d(u))return!1;n=!0;break;case"period":if(!U(u))return!1;n=!0;break;case"\
assigner":if(!S(u))return!1;n=!0;break;default:return!1}}return n}function O(a){return typeof a=="object"&&a!==null&&!Array.isArray(a)&&ie(a)}function xe(a){for(let s=0;s<
a.length;s++){let t=a[s];if(!O(t))return!1}return!0}function k(a){let s=0,t=0,n=!1,i=0;for(let u in a){let p=a[u];switch(t++,u){case"id":if(!x(p))return!1;break;case"\
extension":if(!(Array.isArray(p)&&p.length>=1&&P(p)))return!1;i=1,n=!0;break;case"reference":if(!x(p))return!1;i=1,n=!0;break;case"_reference":if(!d(p))return!1;
i=1,n=!0;break;case"type":if(!D(p))return!1;n=!0;break;case"_type":if(!d(p))return!1;n=!0;break;case"identifier":if(!O(p))return!1;i=1,n=!0;break;case"display":
if(!x(p))return!1;i=1,n=!0;break;case"_display":if(!d(p))return!1;i=1,n=!0;break;default:return!1}}return n&&i>0}function G(a){return typeof a=="object"&&a!==null&&
!Array.isArray(a)&&k(a)}function z(a){return typeof a=="string"&&j.test(a)}function oe(a){return typeof a=="number"}function H(a){let s=0,t=0,n=!1;for(let i in a){
let u=a[i];switch(t++,i){case"id":if(!x(u))return!1;break;case"extension":if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;n=!0;break;case"value":if(!oe(u))return!1;
n=!0;break;case"_value":if(!d(u))return!1;n=!0;break;case"comparator":if(!(u==="<"||u==="<="||u===">="||u===">"))return!1;n=!0;break;case"_comparator":if(!d(u))
return!1;n=!0;break;case"unit":if(!x(u))return!1;n=!0;break;case"_unit":if(!d(u))return!1;n=!0;break;case"system":if(!D(u))return!1;n=!0;break;case"_system":if(!d(
u))return!1;n=!0;break;case"code":if(!ye(u))return!1;n=!0;break;case"_code":if(!d(u))return!1;n=!0;break;default:return!1}}return n}function ke(a){return typeof a==
"object"&&a!==null&&!Array.isArray(a)&&H(a)}function pe(a){let s=0,t=0,n=!1;for(let i in a){let u=a[i];switch(t++,i){case"id":if(!x(u))return!1;break;case"exten\
sion":if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;break;case"modifierExtension":if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;break;case"function":if(!Q(
u))return!1;break;case"actor":if(!S(u))return!1;s++;break;default:return!1}}return s===1}function M(a){return typeof a=="object"&&a!==null&&!Array.isArray(a)&&pe(
a)}function ue(a){for(let s=0;s<a.length;s++){let t=a[s];if(!M(t))return!1}return!0}function A(a){let s=0,t=0,n=!1,i=0,u=0;for(let p in a){let g=a[p];switch(t++,
p){case"id":if(!x(g))return!1;break;case"extension":if(!(Array.isArray(g)&&g.length>=1&&P(g)))return!1;n=!0;break;case"authorReference":if(!S(g))return!1;i=i===
0||i===1?1:-1,n=!0;break;case"authorString":if(!(typeof g=="string"&&g.length>=1&&!h.test(g)))return!1;i=i===0||i===2?2:-1,n=!0;break;case"_authorString":if(!d(
g))return!1;i=i===0||i===2?2:-1,n=!0;break;case"time":if(!N(g))return!1;n=!0;break;case"_time":if(!d(g))return!1;n=!0;break;case"text":if(!x(g))return!1;u=1,n=!0;
break;case"_text":if(!d(g))return!1;u=1,n=!0;break;default:return!1}}return n&&i>=0&&u>0}function ve(a){return typeof a=="object"&&a!==null&&!Array.isArray(a)&&
A(a)}function le(a){for(let s=0;s<a.length;s++){let t=a[s];if(!ve(t))return!1}return!0}function w(a){for(let s=0;s<a.length;s++){let t=a[s];if(!Q(t))return!1}return!0}
function ce(a){for(let s=0;s<a.length;s++){let t=a[s];if(!S(t))return!1}return!0}function Z(a){let s=0,t=0,n=!1,i=0;for(let u in a){let p=a[u];switch(t++,u){case"\
id":if(!x(p))return!1;break;case"extension":if(!(Array.isArray(p)&&p.length>=1&&P(p)))return!1;n=!0;break;case"modifierExtension":if(!(Array.isArray(p)&&p.length>=
1&&P(p)))return!1;n=!0;break;case"documentType":if(!x(p))return!1;i=1,n=!0;break;case"_documentType":if(!d(p))return!1;i=1,n=!0;break;case"reference":if(!D(p))return!1;
i=1,n=!0;break;case"_reference":if(!d(p))return!1;i=1,n=!0;break;case"publicationDate":if(!N(p))return!1;n=!0;break;case"_publicationDate":if(!d(p))return!1;n=!0;
break;case"presentationDate":if(!N(p))return!1;n=!0;break;case"_presentationDate":if(!d(p))return!1;n=!0;break;default:return!1}}return n&&i>0}function me(a){return typeof a==
"object"&&a!==null&&!Array.isArray(a)&&Z(a)}function R(a){for(let s=0;s<a.length;s++){let t=a[s];if(!me(t))return!1}return!0}function fe(a){let s=0,t=0,n=!1;for(let i in a){
let u=a[i];switch(t++,i){case"id":if(!x(u))return!1;break;case"extension":if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;n=!0;break;case"modifierExtension":
if(!(Array.isArray(u)&&u.length>=1&&P(u)))return!1;n=!0;break;case"date":if(!N(u))return!1;n=!0;break;case"_date":if(!d(u))return!1;n=!0;break;case"detail":if(!S(
u))return!1;n=!0;break;case"reported":if(!ne(u))return!1;n=!0;break;case"_reported":if(!d(u))return!1;n=!0;break;default:return!1}}return n}function de(a){return typeof a==
"object"&&a!==null&&!Array.isArray(a)&&fe(a)}function be(a){for(let s=0;s<a.length;s++){let t=a[s];if(!de(t))return!1}return!0}function r(a){let s=0,t=0,n=!1,i=0,
u=0;for(let p in a){let g=a[p];switch(t++,p){case"id":if(!x(g))return!1;break;case"extension":if(!(Array.isArray(g)&&g.length>=1&&P(g)))return!1;n=!0;break;case"\
modifierExtension":if(!(Array.isArray(g)&&g.length>=1&&P(g)))return!1;n=!0;break;case"series":if(!x(g))return!1;n=!0;break;case"_series":if(!d(g))return!1;n=!0;
break;case"authority":if(!S(g))return!1;n=!0;break;case"targetDisease":if(!(Array.isArray(g)&&g.length>=1&&w(g)))return!1;n=!0;break;case"doseNumberPositiveInt":
if(!(Number.isInteger(g)&&g>=1&&g<=2147483647))return!1;i=i===0||i===1?1:-1,n=!0;break;case"_doseNumberPositiveInt":if(!d(g))return!1;i=i===0||i===1?1:-1,n=!0;break;case"\
doseNumberString":if(!(typeof g=="string"&&g.length>=1&&!h.test(g)))return!1;i=i===0||i===2?2:-1,n=!0;break;case"_doseNumberString":if(!d(g))return!1;i=i===0||i===
2?2:-1,n=!0;break;case"seriesDosesPositiveInt":if(!(Number.isInteger(g)&&g>=1&&g<=2147483647))return!1;u=u===0||u===1?1:-1,n=!0;break;case"_seriesDosesPositiveI\
nt":if(!d(g))return!1;u=u===0||u===1?1:-1,n=!0;break;case"seriesDosesString":if(!(typeof g=="string"&&g.length>=1&&!h.test(g)))return!1;u=u===0||u===2?2:-1,n=!0;
break;case"_seriesDosesString":if(!d(g))return!1;u=u===0||u===2?2:-1,n=!0;break;default:return!1}}return n&&i>0&&u>=0}function o(a){return typeof a=="object"&&a!==
null&&!Array.isArray(a)&&r(a)}function E(a){for(let s=0;s<a.length;s++){let t=a[s];if(!o(t))return!1}return!0}function _(a){let s=0,t=0,n=!1,i=0;for(let u in a){
let p=a[u];switch(t++,u){case"resourceType":if(p!=="Immunization")return!1;s++;break;case"id":if(!ee(p))return!1;break;case"meta":if(!l(p))return!1;break;case"i\
mplicitRules":if(!D(p))return!1;break;case"_implicitRules":if(!d(p))return!1;break;case"language":if(!ye(p))return!1;break;case"_language":if(!d(p))return!1;break;case"\
text":if(!ae(p))return!1;break;case"contained":if(!(Array.isArray(p)&&p.length>=1&&se(p)))return!1;break;case"extension":if(!(Array.isArray(p)&&p.length>=1&&P(p)))
return!1;break;case"modifierExtension":if(!(Array.isArray(p)&&p.length>=1&&P(p)))return!1;break;case"identifier":if(!(Array.isArray(p)&&p.length>=1&&xe(p)))return!1;
break;case"status":if(!(p==="completed"||p==="entered-in-error"||p==="not-done"))return!1;s++;break;case"_status":if(!d(p))return!1;break;case"statusReason":if(!Q(
p))return!1;break;case"vaccineCode":if(!Q(p))return!1;s++;break;case"patient":if(!G(p))return!1;s++;break;case"encounter":if(!S(p))return!1;break;case"occurrenc\
eDateTime":if(!(typeof p=="string"&&W.test(p)))return!1;i=i===0||i===1?1:-1;break;case"_occurrenceDateTime":if(!d(p))return!1;i=i===0||i===1?1:-1;break;case"occ\
urrenceString":if(!(typeof p=="string"&&p.length>=1&&!h.test(p)))return!1;i=i===0||i===2?2:-1;break;case"_occurrenceString":if(!d(p))return!1;i=i===0||i===2?2:-1;
break;case"recorded":if(!N(p))return!1;break;case"_recorded":if(!d(p))return!1;break;case"primarySource":if(!ne(p))return!1;break;case"_primarySource":if(!d(p))
return!1;break;case"reportOrigin":if(!Q(p))return!1;break;case"location":if(!S(p))return!1;break;case"manufacturer":if(!S(p))return!1;break;case"lotNumber":if(!x(
p))return!1;break;case"_lotNumber":if(!d(p))return!1;break;case"expirationDate":if(!z(p))return!1;break;case"_expirationDate":if(!d(p))return!1;break;case"site":
if(!Q(p))return!1;break;case"route":if(!Q(p))return!1;break;case"doseQuantity":if(!ke(p))return!1;break;case"performer":if(!(Array.isArray(p)&&p.length>=1&&ue(p)))
return!1;break;case"note":if(!(Array.isArray(p)&&p.length>=1&&le(p)))return!1;break;case"reasonCode":if(!(Array.isArray(p)&&p.length>=1&&w(p)))return!1;break;case"\
reasonReference":if(!(Array.isArray(p)&&p.length>=1&&ce(p)))return!1;break;case"isSubpotent":if(!ne(p))return!1;break;case"_isSubpotent":if(!d(p))return!1;break;case"\
subpotentReason":if(!(Array.isArray(p)&&p.length>=1&&w(p)))return!1;break;case"education":if(!(Array.isArray(p)&&p.length>=1&&R(p)))return!1;break;case"programE\
ligibility":if(!(Array.isArray(p)&&p.length>=1&&w(p)))return!1;break;case"fundingSource":if(!Q(p))return!1;break;case"reaction":if(!(Array.isArray(p)&&p.length>=
1&&be(p)))return!1;break;case"protocolApplied":if(!(Array.isArray(p)&&p.length>=1&&E(p)))return!1;break;default:return!1}}return s===4&&i>0}function c(a){return typeof a==
"object"&&a!==null&&!Array.isArray(a)&&_(a)}return a=>typeof a=="object"&&a!==null&&!Array.isArray(a)&&c(a)})();exports.names=["_authorString","_code","_compara\
tor","_date","_display","_documentType","_doseNumberPositiveInt","_doseNumberString","_end","_expirationDate","_implicitRules","_isSubpotent","_language","_last\
Updated","_lotNumber","_occurrenceDateTime","_occurrenceString","_presentationDate","_primarySource","_publicationDate","_recorded","_reference","_reported","_s\
eries","_seriesDosesPositiveInt","_seriesDosesString","_source","_start","_status","_system","_text","_time","_type","_unit","_url","_use","_userSelected","_val\
ue","_valueBase64Binary","_valueBoolean","_valueCanonical","_valueCode","_valueDate","_valueDateTime","_valueDecimal","_valueId","_valueInstant","_valueInteger",
"_valueMarkdown","_valueOid","_valuePositiveInt","_valueString","_valueTime","_valueUnsignedInt","_valueUri","_valueUrl","_valueUuid","_version","_versionId","a\
ctor","assigner","authorReference","authorString","authority","code","coding","comparator","contained","date","detail","display","div","documentType","doseNumbe\
rPositiveInt","doseNumberString","doseQuantity","education","encounter","end","expirationDate","extension","function","fundingSource","id","identifier","implici\
tRules","isSubpotent","language","lastUpdated","location","lotNumber","manufacturer","meta","modifierExtension","note","occurrenceDateTime","occurrenceString","\
patient","performer","period","presentationDate","primarySource","profile","programEligibility","protocolApplied","publicationDate","reaction","reasonCode","rea\
sonReference","recorded","reference","reportOrigin","reported","resourceType","route","security","series","seriesDosesPositiveInt","seriesDosesString","site","s\
ource","start","status","statusReason","subpotentReason","system","tag","targetDisease","text","time","type","unit","url","use","userSelected","vaccineCode","va\
lue","valueAddress","valueAge","valueAnnotation","valueAttachment","valueBase64Binary","valueBoolean","valueCanonical","valueCode","valueCodeableConcept","value\
Coding","valueContactDetail","valueContactPoint","valueContributor","valueCount","valueDataRequirement","valueDate","valueDateTime","valueDecimal","valueDistanc\
e","valueDosage","valueDuration","valueExpression","valueHumanName","valueId","valueIdentifier","valueInstant","valueInteger","valueMarkdown","valueMeta","value\
Money","valueOid","valueParameterDefinition","valuePeriod","valuePositiveInt","valueQuantity","valueRange","valueRatio","valueReference","valueRelatedArtifact",
"valueSampledData","valueSignature","valueString","valueTime","valueTiming","valueTriggerDefinition","valueUnsignedInt","valueUri","valueUrl","valueUsageContext",
"valueUuid","version","versionId"];
