/**
 * The files of COVIDx CT-2A as Kaggle packs them: pictures, metadata, and a file per split without a header.
 *
 * @see https://www.kaggle.com/datasets/hgunraj/covidxct version 4
 */
export const covidxCt = {
  records: [
    { files: '**/*metadata*.csv', dataset: 'ct_patients' },
    {
      files: '**/{train,val,test}_*.txt',
      dataset: 'ct_images',
      delimiter: ' ',
      columns: ['image', 'class', 'xmin', 'ymin', 'xmax', 'ymax'],
    },
  ],
  pictures: { files: '**/*.png', dataset: 'ct_pictures' },
};
