//! A duty in the shape that templates read: `title`, `state` and `note` are words, `done` tells whether it is done.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::diff::{Duty, DutyState};

impl Serialize for Duty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Duty", 4)?;
        fields.serialize_field("title", &self.kind.title())?;
        fields.serialize_field("state", self.state.word())?;
        fields.serialize_field("note", &self.note)?;
        fields.serialize_field("done", &(self.state == DutyState::Done))?;
        fields.end()
    }
}
