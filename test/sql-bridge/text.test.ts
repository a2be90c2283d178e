import { describeExpressions, describeFailures } from './athena';

/** @see https://trino.io/docs/current/functions/string.html */
describeExpressions('string functions', [
  [`'a' || 'b'`, 'ab'],
  [`'a' || NULL`, null],
  [`concat('a', 'b', 'c')`, 'abc'],
  [`concat('a', NULL)`, null],
  [`concat_ws(',', 'a', NULL, 'b')`, 'a,b'],
  [`concat_ws(',', ARRAY['a', NULL, 'b'])`, 'a,b'],
  [`length('é🙂')`, '2'],
  [`length(to_utf8('é'))`, '2'],
  [`substr('hello', 2)`, 'ello'],
  [`substr('hello', 2, 2)`, 'el'],
  [`substr('hello', -3)`, 'llo'],
  [`substr('hello', -3, 2)`, 'll'],
  [`substr('hello', 0)`, ''],
  [`substr('hello', 0, 2)`, ''],
  [`substr('hello', 9)`, ''],
  [`substr('hello', -9)`, ''],
  [`substring('hello' FROM 2 FOR 3)`, 'ell'],
  [`lpad('a', 3, 'xy')`, 'xya'],
  [`lpad('hello', 2, 'x')`, 'he'],
  [`rpad('a', 3, 'xy')`, 'axy'],
  [`reverse('añ')`, 'ña'],
  [`replace('abc', 'b')`, 'ac'],
  [`replace('abc', 'b', 'x')`, 'axc'],
  [`translate('abcd', 'ab', 'x')`, 'xcd'],
  [`split('a,b,c', ',')`, ['a', 'b', 'c']],
  [`split('a,b,c', ',', 2)`, ['a', 'b,c']],
  [`split_part('a,b', ',', 2)`, 'b'],
  [`split_part('a,b', ',', 3)`, null],
  [`strpos('abc', 'c')`, '3'],
  [`strpos('abc', 'z')`, '0'],
  [`position('b' IN 'abc')`, '2'],
  [`trim('\t a \n')`, 'a', 'every white space'],
  [`trim(BOTH 'x' FROM 'xax')`, 'a'],
  [`trim(LEADING 'x' FROM 'xax')`, 'ax'],
  [`ltrim('  a ')`, 'a '],
  [`rtrim(' a ')`, ' a'],
  [`upper('aé')`, 'AÉ'],
  [`lower('AÉ')`, 'aé'],
  [`chr(65)`, 'A'],
  [`codepoint('A')`, 65],
  [`starts_with('abc', 'ab')`, true],
  [`normalize('e\u0301')`, 'é'],
  [`levenshtein_distance('apple', 'epplea')`, '2'],
  [`format('%s-%05d-%.2f-%%', true, 42, 0.125e0)`, 'true-00042-0.13-%'],
  [`format('%s', 1e10)`, '1.0E10'],
  [`'a' LIKE 'A'`, false],
  [`'a_b' LIKE 'a\\_b' ESCAPE '\\'`, true],
  [`'a\\b' LIKE 'a\\b'`, true],
  [`'a' < 'B'`, false, 'by code point'],
]);

/** @see https://trino.io/docs/current/functions/regexp.html */
describeExpressions('regular expressions', [
  [`regexp_like('1a 2b 14m', '\\d+b')`, true],
  [`regexp_extract('1a 2b 14m', '\\d+')`, '1'],
  [`regexp_extract('1a 2b 14m', '(\\d+)([a-z]+)', 2)`, 'a'],
  [`regexp_extract('x', '\\d')`, null],
  [`regexp_extract_all('1a 2b 14m', '\\d+')`, ['1', '2', '14']],
  [`regexp_extract_all('1a 2b 14m', '(\\d+)([a-z]+)', 2)`, ['a', 'b', 'm']],
  [`regexp_replace('1a 2b 14m', '\\d+[ab] ')`, '14m'],
  [`regexp_replace('1a 2b 14m', '(\\d+)([ab]) ', '3c$2 ')`, '3ca 3cb 14m'],
  [`regexp_replace('a.b', '\\.', '\\$')`, 'a$b'],
  [`regexp_split('1a 2b 14m', '\\s*[a-z]+\\s*')`, ['1', '2', '14', '']],
  [`regexp_count('1a 2b 14m', '\\s*[a-z]+\\s*')`, '3'],
]);

/** @see https://trino.io/docs/current/functions/binary.html and RFC 2202, RFC 4231 */
describeExpressions('binary functions', [
  [`to_hex(sha256(to_utf8('abc')))`, 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD'],
  [`to_hex(md5(to_utf8('abc')))`, '900150983CD24FB0D6963F7D28E17F72'],
  [`to_hex(sha1(to_utf8('abc')))`, 'A9993E364706816ABA3E25717850C26C9CD0D89D'],
  [
    `to_hex(hmac_sha256(to_utf8('what do ya want for nothing?'), to_utf8('Jefe')))`,
    '5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843',
  ],
  [`to_base64(to_utf8('abc'))`, 'YWJj'],
  [`from_utf8(from_base64('YWJj'))`, 'abc'],
  [`to_hex(from_base64url('_-8'))`, 'FFEF'],
  [`from_utf8(from_hex('616263'))`, 'abc'],
  [`to_hex(X'00ff')`, '00FF'],
  [`from_utf8(CAST('é' AS varbinary))`, 'é'],
]);

/** @see https://trino.io/docs/current/functions/url.html */
describeExpressions('URL functions', [
  [`url_extract_protocol('https://example.com/p')`, 'https'],
  [`url_extract_host('https://u@example.com:8080/p')`, 'example.com'],
  [`url_extract_port('https://example.com:8080/p')`, '8080'],
  [`url_extract_port('https://example.com/p')`, null],
  [`url_extract_path('https://example.com/p/a?k=1#f')`, '/p/a'],
  [`url_extract_query('https://example.com/p?k=1&v=2#f')`, 'k=1&v=2'],
  [`url_extract_parameter('https://example.com/p?k=1&v=a%20b', 'v')`, 'a b'],
  [`url_extract_fragment('https://example.com/p#f')`, 'f'],
  [`url_encode('a b&c/*~')`, 'a+b%26c%2F*%7E'],
  [`url_decode('a+b%26')`, 'a b&'],
]);

describeFailures('texts that Athena rejects', [`split_part('a', ',', 0)`, `levenshtein_distance('é', 'e')`]);
