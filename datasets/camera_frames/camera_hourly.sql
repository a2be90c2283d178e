-- Grain: one row per camera and hour in which it took frames. Brightness and movement are left out: they tell who is there.
WITH ordered AS (
  SELECT
    camera,
    captured_at,
    date_trunc('hour', captured_at) AS hour,
    mean_luminance,
    sha256,
    lag(sha256) OVER (PARTITION BY camera ORDER BY captured_at, sha256) AS previous_sha256,
    lag(captured_at) OVER (PARTITION BY camera ORDER BY captured_at, sha256) AS previous_at
  FROM silver.camera_frames
),
final AS (
  SELECT
    camera,
    hour,
    count(*) AS frames,
    sum(CASE WHEN mean_luminance < 2.0 THEN 1 ELSE 0 END) AS black_frames,
    sum(CASE WHEN sha256 = previous_sha256 THEN 1 ELSE 0 END) AS frozen_frames,
    max(CAST(date_diff('millisecond', previous_at, captured_at) AS double) / 1000.0) AS longest_gap_s
  FROM ordered
  GROUP BY camera, hour
)
SELECT camera, hour, frames, black_frames, frozen_frames, longest_gap_s FROM final
