-- Doses and patients per vaccine, the most given first. Withheld figures are left out.
SELECT vaccine_name, doses, patients, first_year, last_year
FROM gold.immunizations_by_vaccine
WHERE NOT suppressed
ORDER BY doses DESC, vaccine_name
