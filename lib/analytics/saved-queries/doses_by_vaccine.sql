-- Doses and patients per vaccine, the most given first. Small groups show no figures.
SELECT vaccine_name, doses, patients, first_on, last_on
FROM gold.immunizations_by_vaccine
WHERE NOT suppressed
ORDER BY doses DESC, vaccine_name
