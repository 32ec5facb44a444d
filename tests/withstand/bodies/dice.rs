//! Bytes as decisions: the same bytes decide the same, and whoever looks for trouble changes one decision by changing one byte.

#[derive(Clone, Debug)]
pub struct Dice<'a> {
    bytes: &'a [u8],
}

impl<'a> Dice<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// After the last byte every decision is the first one, so that all that is made of bytes comes to an end.
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    /// A number below `sides`; 0 where there are none.
    pub fn roll(&mut self, sides: usize) -> usize {
        let mut number = usize::from(self.byte());
        let mut reach = 256;
        while reach < sides {
            number = number * 256 + usize::from(self.byte());
            reach *= 256;
        }
        if sides == 0 { 0 } else { number % sides }
    }

    /// True once in `times`; never where no byte is left.
    pub fn once_in(&mut self, times: usize) -> bool {
        !self.is_over() && self.roll(times) == times - 1
    }

    pub fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.roll(from.len())]
    }

    pub fn is_over(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Up to `most` bytes as they are.
    pub fn take(&mut self, most: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(most.min(self.bytes.len()));
        self.bytes = rest;
        taken
    }
}
