/** The table of the README of `transport_units`. */
export const TABLE = `CREATE TABLE transport_units (
  unit_id varchar(20) PRIMARY KEY, name text, mode varchar(20), model text, home_base text,
  capacity_kg numeric(12,3), max_speed_kmh numeric(7,2), commissioned_on date, is_active boolean,
  description text, updated_at timestamp(6) NULL
);`;
