SELECT 1 AS "one" FROM (SELECT 1) "Custom SQL Query" LIMIT 0;
SELECT SUM("t0"."n") AS "sum:n:ok", "t0"."k" AS "k" FROM (SELECT * FROM (VALUES (1,'a'),(2,'b')) t(n, k)) "t0" GROUP BY 2 ORDER BY 2;
SELECT "Custom SQL Query"."d" AS "d", DATE_TRUNC('MONTH', CAST("Custom SQL Query"."d" AS DATE)) AS "tmn:d:ok" FROM (SELECT DATE '2026-01-31' AS d) "Custom SQL Query" WHERE ("Custom SQL Query"."d" >= DATE '2026-01-01') GROUP BY 1, 2;
SELECT "x" AS "x", COUNT(*) AS "count" FROM (SELECT x FROM (VALUES 'a','b','a') t(x)) AS virtual_table WHERE "x" IN ('a', 'b') GROUP BY "x" ORDER BY "count" DESC LIMIT 1000;
SELECT date_trunc('day', CAST(ts AS TIMESTAMP)) AS __timestamp, avg(v) AS "AVG(v)" FROM (VALUES (TIMESTAMP '2026-01-31 10:00:00', 1.5)) AS virtual_table(ts, v) WHERE ts >= TIMESTAMP '2026-01-01 00:00:00.000000' AND ts < TIMESTAMP '2026-02-01 00:00:00.000000' GROUP BY date_trunc('day', CAST(ts AS TIMESTAMP)) ORDER BY "AVG(v)" DESC LIMIT 10000;
select "_"."k", "_"."a0" from (select "rows"."k" as "k", sum("rows"."n") as "a0" from (select "n", "k" from (VALUES (1,'a'),(2,'b')) "$Table"(n, k)) "rows" group by "k") "_" where not "_"."a0" is null limit 1001;
select case when "k" is null then 1 else 0 end as c, cast(null as varchar) as n, count(1) from (VALUES 'a', NULL) t(k) group by case when "k" is null then 1 else 0 end;
with source as (select * from (VALUES (1,'a',DATE '2026-01-31')) t(id, name, d)), renamed as (select id as customer_id, lower(name) as name, d from source), final as (select * from renamed where d >= date_add('day', -7, DATE '2026-01-31')) select * from final;
select count(*) as failures, count(*) != 0 as should_warn, count(*) != 0 as should_error from (select id from (VALUES 1, NULL) t(id) where id is null) dbt_internal_test;
select count(*) as failures from (select k as unique_field, count(*) as n_records from (VALUES 'a','a') t(k) where k is not null group by k having count(*) > 1) dbt_internal_test;
SELECT * FROM (SELECT row_number() OVER (ORDER BY x) AS rn, x FROM (VALUES 3, 1) t(x)) WHERE rn BETWEEN 1 AND 1;
SELECT approx_distinct(x), approx_percentile(CAST(x AS double), 0.5) FROM (VALUES 1, 2, 3) t(x);
SELECT CAST(SUM(CASE WHEN k = 'a' THEN n END) AS DOUBLE) / NULLIF(SUM(n), 0) AS share FROM (VALUES (1,'a'),(3,'b')) t(n, k)
